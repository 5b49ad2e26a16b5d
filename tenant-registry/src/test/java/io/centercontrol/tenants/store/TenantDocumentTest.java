package io.centercontrol.tenants.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.tenants.model.Contact;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The JSON that is kept of a tenant is read for ever. */
class TenantDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final UUID ID = new UUID(0, 7);

    @Test
    void a_document_of_before_there_were_plans_names_none() throws JsonProcessingException {
        var old = """
                {"slug": "acme", "kind": "LIVE", "status": "ACTIVE", "ready": true, "statusReason": null,
                 "hosts": ["acme.shops.test"], "name": "Acme", "locale": "en-US", "timeZone": "UTC", "currency": "USD",
                 "contacts": [], "primaryDomain": null, "region": "eu-1", "labels": {},
                 "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-02T00:00:00Z"}
                """;
        assertThat(JSON.readValue(old, TenantDocument.class).toTenant(ID, 3).registeredPlan())
                .isNull();
    }

    @Test
    void what_is_written_is_read_again() throws JsonProcessingException {
        var settings = new TenantSettings(
                "Acme",
                "en-US",
                "UTC",
                "USD",
                List.of(new Contact("owner", "Ada", "ada@example.org", null)),
                null,
                "eu-1",
                Map.of("tier", "gold"));
        var tenant = Tenant.register(
                        new TenantId(ID),
                        "acme",
                        TenantKind.TEST,
                        "standard",
                        settings,
                        "shops.test",
                        Instant.parse("2026-03-01T00:00:00Z"))
                .next();
        var text = JSON.writeValueAsString(TenantDocument.of(tenant));
        assertThat(JSON.readValue(text, TenantDocument.class).toTenant(ID, 1)).isEqualTo(tenant);
    }
}
