package io.centercontrol.dataplane;

import io.centercontrol.schemas.Contract;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.VerifierKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is set up.
 *
 * @param service key of the tenant service: lower-case letters, digits and hyphens; all its instances share it
 * @param kafkaBootstrap {@code host:port}, several with commas
 * @param registry base of the schema registry's Confluent API
 * @param topicsPrefix put before every topic's name; empty in production
 * @param stateFolder this instance's own folder; no two running instances may share one
 * @param lease refuse log-ins and orders after so long without having reached the end of the log; null for never
 * @param staleAfter say STALE after so long without having reached the end of the log
 * @param copyLifetime a copy that has not been at the end of the log for so long is built anew, since Kafka no longer
 *     keeps the removals that it missed; the topic's {@code delete.retention.ms}
 * @param parallelHandlers how many provisioning handlers may run at once in this instance
 * @param kafkaCredentials whom to log in as at the brokers, with SCRAM-SHA-512; null for no log-in
 * @param kafka further settings of all Kafka clients, in Kafka's own names: TLS, time-outs
 * @param registryCredentials whom to log in as at the schema registry, with HTTP Basic; null for no log-in
 * @param controlPlane where exports are handed over; null when this instance cannot, and says so when it is asked to
 * @param mostStoresUntilHeard most stores of a tenant for as long as the platform's own limit was never heard
 * @param auditLogKeys keys of the audit trail's log, as C2SP vkeys: no other's checkpoint is believed. None for those of the first
 *     checkpoint that is heard
 * @param mostUsageBytes of usage that waits in the state folder while the brokers take none; more is not recorded
 */
public record DataPlaneConfig(
        String service,
        String kafkaBootstrap,
        URI registry,
        String topicsPrefix,
        Path stateFolder,
        @Nullable Duration lease,
        Duration staleAfter,
        Duration copyLifetime,
        int parallelHandlers,
        @Nullable Credentials kafkaCredentials,
        Map<String, String> kafka,
        @Nullable Credentials registryCredentials,
        @Nullable ControlPlane controlPlane,
        long mostStoresUntilHeard,
        List<String> auditLogKeys,
        long mostUsageBytes) {
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    public DataPlaneConfig {
        kafka = Map.copyOf(kafka);
        auditLogKeys = List.copyOf(auditLogKeys);
        auditLogKeys.forEach(DataPlaneConfig::checkKey);
        if (!SERVICE.matcher(service).matches()) {
            throw new IllegalArgumentException(
                    "the service key '" + service + "' must be lower-case letters, digits and hyphens");
        }
        if (lease != null && lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("a lease of " + lease + " is too short: give it a second or more");
        }
        if (parallelHandlers < 1) {
            throw new IllegalArgumentException("parallelHandlers must be 1 or more");
        }
        if (mostStoresUntilHeard < 0) {
            throw new IllegalArgumentException("mostStoresUntilHeard must be 0 or more");
        }
        if (mostUsageBytes < 1) {
            throw new IllegalArgumentException("mostUsageBytes must be 1 or more");
        }
    }

    private static void checkKey(String key) {
        try {
            VerifierKey.parse(key);
        } catch (InvalidFormat e) {
            throw new IllegalArgumentException("'" + key + "' is no key of a log: " + e.getMessage(), e);
        }
    }

    /**
     * A Kafka client's settings. A log-in goes over SASL_PLAINTEXT unless {@code security.protocol} is configured as
     * SASL_SSL.
     *
     * @param preferred what {@link #kafka} may override
     * @param fixed what the SDK's promises rest on, and nothing overrides
     */
    public Map<String, Object> kafkaClient(Map<String, String> preferred, Map<String, String> fixed) {
        var settings = new HashMap<String, Object>(preferred);
        if (kafkaCredentials != null) {
            settings.put("security.protocol", "SASL_PLAINTEXT");
            settings.put("sasl.mechanism", "SCRAM-SHA-512");
            settings.put("sasl.jaas.config", scram(kafkaCredentials));
        }
        settings.putAll(kafka);
        settings.putAll(fixed);
        settings.put("bootstrap.servers", kafkaBootstrap);
        return settings;
    }

    private static String scram(Credentials credentials) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=" + quoted(credentials.user())
                + " password=" + quoted(credentials.password()) + ";";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The full name of a topic in this environment. */
    public String topic(Contract.Topic topic) {
        return topicsPrefix + topic.name();
    }

    /** The registry's subject for the values of a topic in this environment. */
    public String subject(Contract.Topic topic) {
        return topicsPrefix + topic.subject();
    }

    /** A config with the local stack's addresses, to be changed step by step. */
    public static Builder forService(String service) {
        return new Builder(service);
    }

    /** Collects the settings; what is not set stays as {@link DataPlaneConfig#forService} says. */
    public static final class Builder {
        private final String service;
        private String kafkaBootstrap = "127.0.0.1:19092";
        private URI registry = URI.create("http://127.0.0.1:18081/apis/ccompat/v7");
        private String topicsPrefix = "";
        private Path stateFolder = Path.of("data-plane-state");
        private @Nullable Duration lease;
        private Duration staleAfter = Duration.ofSeconds(5);
        private Duration copyLifetime =
                Duration.ofMillis(Long.parseLong(Contract.TENANTS.config().getOrDefault("delete.retention.ms", "0")));
        private int parallelHandlers = 8;
        private @Nullable Credentials kafkaCredentials;
        private Map<String, String> kafka = Map.of();
        private @Nullable Credentials registryCredentials;
        private @Nullable ControlPlane controlPlane;
        private long mostStoresUntilHeard = 1;
        private List<String> auditLogKeys = List.of();
        private long mostUsageBytes = 64 << 20;

        private Builder(String service) {
            this.service = service;
        }

        /** Where the brokers are. */
        public Builder kafkaBootstrap(String addresses) {
            kafkaBootstrap = addresses;
            return this;
        }

        /** Where the schema registry is. */
        public Builder registry(URI base) {
            registry = base;
            return this;
        }

        /** What stands before every topic's name. */
        public Builder topicsPrefix(String prefix) {
            topicsPrefix = prefix;
            return this;
        }

        /** Where the copy is kept. */
        public Builder stateFolder(Path folder) {
            stateFolder = folder;
            return this;
        }

        /** How long log-ins and orders are let through without news; null for without end. */
        public Builder lease(@Nullable Duration length) {
            lease = length;
            return this;
        }

        /** When to say STALE. */
        public Builder staleAfter(Duration length) {
            staleAfter = length;
            return this;
        }

        /** When a copy is too old to be caught up. */
        public Builder copyLifetime(Duration length) {
            copyLifetime = length;
            return this;
        }

        /** How many provisioning handlers may run at once. */
        public Builder parallelHandlers(int number) {
            parallelHandlers = number;
            return this;
        }

        /** Whom to log in as at the brokers; null for no log-in. */
        public Builder kafkaCredentials(@Nullable Credentials credentials) {
            kafkaCredentials = credentials;
            return this;
        }

        /** Further settings of all Kafka clients. */
        public Builder kafka(Map<String, String> settings) {
            kafka = settings;
            return this;
        }

        /** Whom to log in as at the schema registry; null for no log-in. */
        public Builder registryCredentials(@Nullable Credentials credentials) {
            registryCredentials = credentials;
            return this;
        }

        /** Where exports are handed over; null for nowhere. */
        public Builder controlPlane(@Nullable ControlPlane address) {
            controlPlane = address;
            return this;
        }

        /** Most stores of a tenant until the platform's own limit is first heard. */
        public Builder mostStoresUntilHeard(long most) {
            mostStoresUntilHeard = most;
            return this;
        }

        /** Whose checkpoints of the audit trail are believed; none for the keys of the first one that is heard. */
        public Builder auditLogKeys(List<String> keys) {
            auditLogKeys = keys;
            return this;
        }

        /** How much usage may wait in the state folder, in bytes. */
        public Builder mostUsageBytes(long most) {
            mostUsageBytes = most;
            return this;
        }

        /**
         * The config.
         *
         * @throws IllegalArgumentException when a setting makes no sense
         */
        public DataPlaneConfig build() {
            return new DataPlaneConfig(
                    service,
                    kafkaBootstrap,
                    registry,
                    topicsPrefix,
                    stateFolder,
                    lease,
                    staleAfter,
                    copyLifetime,
                    parallelHandlers,
                    kafkaCredentials,
                    kafka,
                    registryCredentials,
                    controlPlane,
                    mostStoresUntilHeard,
                    auditLogKeys,
                    mostUsageBytes);
        }
    }
}
