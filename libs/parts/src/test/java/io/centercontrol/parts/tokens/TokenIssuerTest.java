package io.centercontrol.parts.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SigningKey key = SigningKey.generate();
    private final TokenIssuer issuer = new TokenIssuer(key, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void says_who_and_what_and_for_how_long() throws IOException {
        var body = body(issuer.issue(Claims.of(Role.PLATFORM_OPERATOR, "ada").withTtl(Duration.ofMinutes(5))));

        assertThat(body.path("iss").asText()).isEqualTo("https://center-control.local");
        assertThat(body.path("aud").asText()).isEqualTo("center-control");
        assertThat(body.path("sub").asText()).isEqualTo("ada");
        assertThat(body.path("preferred_username").asText()).isEqualTo("ada");
        assertThat(body.path("groups"))
                .singleElement()
                .satisfies(group -> assertThat(group.asText()).isEqualTo("platform-operator"));
        assertThat(body.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 300);
    }

    @Test
    void names_the_tenant_service() throws IOException {
        var body = body(issuer.issue(Claims.of(Role.TENANT_SERVICE, "shop").withTenantService("storefront")));

        assertThat(body.path("cc_service").asText()).isEqualTo("storefront");
    }

    @Test
    void is_proven_by_the_public_key() throws GeneralSecurityException {
        var parts = issuer.issue(Claims.of(Role.AUDITOR, "eve")).split("\\.");
        var open = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicText())));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(open);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void keeps_its_key_for_itself_and_from_run_to_run(@TempDir Path secrets) throws IOException {
        var first = SigningKey.of(secrets).publicText();

        assertThat(SigningKey.of(secrets).publicText()).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(secrets.resolve("signing-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refuses_a_role_that_does_not_exist() {
        assertThatThrownBy(() -> Role.of("root"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'root'")
                .hasMessageContaining("platform-admin, platform-operator, platform-viewer, auditor, billing");
    }

    private static JsonNode body(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
