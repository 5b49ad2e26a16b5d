package io.centercontrol.flags.serving.ofrep;

import io.centercontrol.evaluation.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A question that gets no value, in OFREP's words. Has no stack trace: it is no defect. */
final class OfrepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;

    private OfrepException(int status, @Nullable String code, String details) {
        super(details, null, false, false);
        this.status = status;
        this.code = code;
    }

    static OfrepException parseError(String details) {
        return new OfrepException(400, "PARSE_ERROR", details);
    }

    static OfrepException invalidContext(String details) {
        return new OfrepException(400, "INVALID_CONTEXT", details);
    }

    static OfrepException targetingKeyMissing() {
        return new OfrepException(
                400, "TARGETING_KEY_MISSING", "The targeting key is empty: send one, or leave it away.");
    }

    static OfrepException unknownParameter(String details) {
        return new OfrepException(400, "GENERAL", details);
    }

    static OfrepException malformedHeader(String details) {
        return new OfrepException(400, "GENERAL", details);
    }

    static OfrepException notFound(String key) {
        return new OfrepException(404, "FLAG_NOT_FOUND", "There is no flag " + key + ".");
    }

    static OfrepException foreignTenant() {
        return new OfrepException(
                403, "GENERAL", "This key may ask only for its own tenants: send the id of one as tenantId.");
    }

    static OfrepException notReady() {
        return new OfrepException(503, "PROVIDER_NOT_READY", "This instance has no flags yet. Try again.");
    }

    static OfrepException tooLarge(int most) {
        return new OfrepException(413, "INVALID_CONTEXT", "A context has at most " + most + " bytes.");
    }

    static OfrepException tooOften() {
        return new OfrepException(429, null, "This key asks more often than it may. Try again in a second.");
    }

    static OfrepException unauthorized() {
        return new OfrepException(
                401, null, "Send an SDK key with the scope OFREP, as a bearer token or in X-API-Key.");
    }

    static OfrepException noSuchAddress() {
        return new OfrepException(404, null, "OFREP has no such address.");
    }

    static OfrepException noSuchMethod() {
        return new OfrepException(405, null, "This address takes another method.");
    }

    static OfrepException tooManyStreams() {
        return new OfrepException(503, null, "This instance serves as many event streams as it can. Try another one.");
    }

    int status() {
        return status;
    }

    /**
     * The body.
     *
     * @param key the flag that was asked for; null when all were
     */
    Buffer body(@Nullable String key) {
        var said = new LinkedHashMap<String, @Nullable Object>();
        if (code != null) {
            if (key != null) {
                said.put("key", key);
            }
            said.put("errorCode", code);
        }
        said.put("errorDetails", getMessage());
        return Buffer.buffer(Json.write(said));
    }
}
