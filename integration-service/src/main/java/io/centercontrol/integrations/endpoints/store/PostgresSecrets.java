package io.centercontrol.integrations.endpoints.store;

import io.centercontrol.integrations.endpoints.Secrets;
import io.centercontrol.outgoing.SecretTable;
import jakarta.inject.Singleton;

/** Secrets of endpoints. */
@Singleton
class PostgresSecrets extends SecretTable implements Secrets {
    PostgresSecrets(Tools tools) {
        super(tools, "webhook_secret", "endpoint_id");
    }
}
