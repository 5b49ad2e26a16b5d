package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** An instance in a JVM of its own that records orders until it is killed, and says how many must be on its disk. */
final class ChildRecorder {
    private ChildRecorder() {}

    public static void main(String[] arguments) throws InterruptedException {
        var config = DataPlaneConfig.forService(Platform.SERVICE)
                .topicsPrefix(arguments[0])
                .kafkaBootstrap(arguments[1])
                .kafkaCredentials(
                        new Credentials(System.getenv(ChildInstance.USER), System.getenv(ChildInstance.PASSWORD)))
                .registryCredentials(new Credentials(
                        System.getenv(ChildInstance.READER), System.getenv(ChildInstance.READER_PASSWORD)))
                .registry(URI.create(arguments[2]))
                .stateFolder(Path.of(arguments[3]));
        var plane = DataPlane.start(config.build());
        var round = arguments[4];
        var tenant = new TenantId(UUID.randomUUID());
        for (var recorded = 0; ; recorded += 40) {
            for (var at = recorded; at < recorded + 40; at++) {
                if (!plane.usage().record(tenant, "orders", 1, Map.of(), round + "-" + at)) {
                    System.out.println("refused");
                }
                Thread.sleep(5);
            }
            Thread.sleep(1_000);
            System.out.println(recorded + 40);
        }
    }
}
