package io.centercontrol.tenants.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.bulk.BulkAction;
import io.centercontrol.kit.bulk.BulkDone;
import io.centercontrol.kit.bulk.BulkItem;
import io.centercontrol.tenants.RegisterTenant;
import io.centercontrol.tenants.TenantsConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Many tenants are registered, each with its own line of an import. */
@Singleton
class RegisterEach implements BulkAction<TenantMoves.Nothing> {
    static final String WORD = "REGISTER";

    private final RegisterTenant registerTenant;
    private final TenantsConfig config;
    private final ObjectMapper json;

    RegisterEach(RegisterTenant registerTenant, TenantsConfig config, ObjectMapper json) {
        this.registerTenant = registerTenant;
        this.config = config;
        this.json = json;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Class<TenantMoves.Nothing> arguments() {
        return TenantMoves.Nothing.class;
    }

    @Override
    public Uni<BulkDone> act(BulkItem one, TenantMoves.Nothing given, Cause cause) {
        return registerTenant
                .run(read(Objects.requireNonNull(one.input(), "a line to register has its line"))
                        .toCommand(config, cause))
                .map(registered -> BulkDone.made(registered.state().aggregateId(), registered.eventId()));
    }

    private RegisterTenantRequest read(JsonNode line) {
        try {
            return json.treeToValue(line, RegisterTenantRequest.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a line was read before it was kept", e);
        }
    }
}
