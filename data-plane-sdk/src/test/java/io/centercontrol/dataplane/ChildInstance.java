package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The main class of a {@link ChildProcess}: prefix, bootstrap, registry, folder, and with a lease its milliseconds and a
 * tenant whose ORDER it decides all the time, each decision a line with the clock <i>before</i> it, and when it was asked for that
 * all is known.
 */
final class ChildInstance {
    /** Environment variable with the user to log in as at the broker. */
    static final String USER = "CC_TEST_KAFKA_USER";

    /** Environment variable with its password. */
    static final String PASSWORD = "CC_TEST_KAFKA_PASSWORD";

    /** Environment variable with the user to log in as at the registry. */
    static final String READER = "CC_TEST_REGISTRY_USER";

    /** Environment variable with its password. */
    static final String READER_PASSWORD = "CC_TEST_REGISTRY_PASSWORD";

    private ChildInstance() {}

    public static void main(String[] arguments) throws InterruptedException {
        var config = DataPlaneConfig.forService(Platform.SERVICE)
                .topicsPrefix(arguments[0])
                .kafkaBootstrap(arguments[1])
                .kafkaCredentials(new Credentials(System.getenv(USER), System.getenv(PASSWORD)))
                .registryCredentials(new Credentials(System.getenv(READER), System.getenv(READER_PASSWORD)))
                .registry(URI.create(arguments[2]))
                .stateFolder(Path.of(arguments[3]));
        if (arguments.length > 4) {
            config.lease(Duration.ofMillis(Long.parseLong(arguments[4])));
        }
        var plane = DataPlane.start(config.build());
        System.out.println(plane.status().instanceId());
        if (arguments.length <= 5) {
            Thread.sleep(Duration.ofMinutes(10));
            return;
        }
        var lease = Long.parseLong(arguments[4]);
        var tenant = TenantId.parse(arguments[5]);
        while (true) {
            var before = System.nanoTime();
            var decision = plane.mayServe(tenant, Operation.ORDER);
            var left = Objects.requireNonNull(plane.status().leaseRemaining()).toMillis();
            var asked = System.nanoTime() - Duration.ofMillis(lease - left).toNanos();
            System.out.println(before + " " + asked + " " + decision);
            Thread.sleep(1);
        }
    }
}
