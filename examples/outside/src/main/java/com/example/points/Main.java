package com.example.points;

import io.centercontrol.dataplane.ControlPlane;
import io.centercontrol.dataplane.Credentials;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Starts the service by what its environment says, and serves at once: what it knows of tenants comes from its own disk. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        var points = new Points();
        var plane = DataPlane.start(config(), new PointsHandler(points));
        var door = new Door(plane, points, Integer.parseInt(env("PORT", "8095")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            door.close();
            plane.close();
        }));
        System.out.println("serving at http://127.0.0.1:" + door.port());
    }

    private static DataPlaneConfig config() {
        var config = DataPlaneConfig.forService(env("CC_SDK_SERVICE", "points"))
                .kafkaBootstrap(env("CC_KAFKA_BOOTSTRAP", "127.0.0.1:19092"))
                .registry(URI.create(env("CC_REGISTRY_URL", "http://127.0.0.1:18081/apis/ccompat/v7")))
                .topicsPrefix(env("CC_TOPICS_PREFIX", ""))
                .stateFolder(Path.of(env("CC_STATE_DIR", "points-state")))
                .kafkaCredentials(credentials("CC_SDK_KAFKA"))
                .registryCredentials(credentials("CC_SDK_REGISTRY"));
        var token = System.getenv("CC_SDK_CONTROL_PLANE_TOKEN_FILE");
        if (token != null) {
            var url = env("CC_SDK_CONTROL_PLANE_URL", "http://127.0.0.1:8084");
            config.controlPlane(new ControlPlane(URI.create(url), Path.of(token)));
        }
        return config.build();
    }

    private static Credentials credentials(String name) {
        var user = System.getenv(name + "_USER");
        return user == null ? null : new Credentials(user, System.getenv(name + "_PASSWORD"));
    }

    private static String env(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
