package io.centercontrol.audit.stream.store;

import io.centercontrol.audit.stream.StreamSecrets;
import io.centercontrol.outgoing.SecretTable;
import jakarta.inject.Singleton;

/** Secrets of streams. */
@Singleton
class PostgresSecrets extends SecretTable implements StreamSecrets {
    PostgresSecrets(Tools tools) {
        super(tools, "siem_stream_secret", "stream_id");
    }
}
