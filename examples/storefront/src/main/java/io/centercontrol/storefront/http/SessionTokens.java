package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.TenantContext;
import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.dataplane.quarkus.TenantClaim;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.SessionKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The storefront's own log-in tokens: signed JWTs with the customer and the tenant. Operators' tokens of the platform mean
 * nothing here.
 */
@Singleton
final class SessionTokens implements TenantClaim {
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final String ISSUER = "storefront";
    private static final String AUDIENCE = "storefront-customers";
    private static final String BEARER = "bearer ";
    private static final int LONGEST = 4096;

    private final SessionKey key;
    private final CurrentCustomer current;
    private final JwtConsumer consumer;

    SessionTokens(SessionKey key, CurrentCustomer current) {
        this.key = key;
        this.current = current;
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKey(key.get())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience(AUDIENCE)
                .setRequireExpirationTime()
                .setRequireSubject()
                .build();
    }

    /** The key is read from the database before the first request, and not on the event loop. */
    void start(@Observes StartupEvent event) {
        key.get();
    }

    /** A token for a customer who has just logged in. */
    String issue(Customer customer) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(customer.id().toString());
        claims.setStringClaim(TenantContext.CLAIM_TENANT_ID, customer.tenant().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(LIFETIME.toMinutes());
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(key.get());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a log-in token", e);
        }
    }

    @Override
    public @Nullable String tenantId(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER) || header.length() > LONGEST) {
            throw invalid("TOKEN_INVALID", "Send the log-in token as 'Authorization: Bearer <token>'.");
        }
        try {
            var claims =
                    consumer.processToClaims(header.substring(BEARER.length()).strip());
            var tenant = claims.getStringClaimValue(TenantContext.CLAIM_TENANT_ID);
            current.set(new Customer(TenantId.parse(tenant), UUID.fromString(claims.getSubject())));
            return tenant;
        } catch (InvalidJwtException e) {
            throw e.hasExpired()
                    ? invalid("TOKEN_EXPIRED", "The log-in has expired. Log in again.")
                    : invalid("TOKEN_INVALID", "The token is not one that this shop gave out.");
        } catch (MalformedClaimException | RuntimeException e) {
            // Whatever the library makes of what is no token of ours, it is one that is not accepted.
            throw invalid("TOKEN_INVALID", "The token is not one that this shop gave out.");
        }
    }

    private static ProblemException invalid(String code, String detail) {
        return new ProblemException(Problem.of(401, code, "Not logged in", detail));
    }
}
