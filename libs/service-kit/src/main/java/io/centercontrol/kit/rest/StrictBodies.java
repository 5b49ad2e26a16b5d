package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.WellFormed;
import io.centercontrol.kit.gate.IncomingBody;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses JSON bodies that are no UTF-8 (RFC 8259, 8.1; RFC 3629) or have half of a surrogate pair (RFC 7493, 2.1) before a
 * parser reads them: it would take both, and other encodings too.
 */
@Provider
public class StrictBodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (InputStream.class.isAssignableFrom(context.getType()) || !isJson(context.getMediaType())) {
            return context.proceed();
        }
        var bytes = IncomingBody.read(context.getInputStream());
        var flaw = WellFormed.flaw(bytes);
        if (flaw != null) {
            throw refusal(flaw).asException();
        }
        // JSON is UTF-8 whatever a parameter says (RFC 8259, 11): nobody reads it in another way after it was looked
        // at.
        context.setMediaType(context.getMediaType().withCharset("utf-8"));
        if (bytes.length > 0) {
            context.setInputStream(new ByteArrayInputStream(bytes));
        }
        return context.proceed();
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }

    private static Refusal refusal(WellFormed.Flaw flaw) {
        return switch (flaw) {
            case NOT_UTF8 -> Refusal.Invalid.of("", "MALFORMED_JSON", "The body is not well-formed JSON in UTF-8.");
            case LONE_SURROGATE ->
                Refusal.Invalid.of(
                        "",
                        "INVALID_CHARACTER",
                        "A text in the body has one half of a surrogate pair, which is no character: send both or none.");
        };
    }
}
