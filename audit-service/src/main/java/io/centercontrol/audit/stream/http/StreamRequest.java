package io.centercontrol.audit.stream.http;

import io.centercontrol.audit.stream.model.StreamFormat;
import io.centercontrol.audit.stream.model.StreamKind;
import io.centercontrol.audit.stream.model.Terms;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import io.centercontrol.kernel.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stream as it shall be.
 *
 * @param name what people call it, once
 * @param kind how it is reached; of a stream that is there it stays
 * @param url of the kind WEBHOOK: where to
 * @param host of the kind SYSLOG: where to
 * @param port of the kind SYSLOG; that of syslog over TLS is 6514
 * @param certificates of the kind SYSLOG: PEM of whom the receiver's certificate must come from; those that every machine trusts
 *     unless said
 * @param format in whose words; OCSF unless said
 * @param filter which entries; all when it is not said
 * @param fromIndex of a new stream: the first entry that is sent; what is recorded from now on unless said
 * @param reason for the record
 */
@Schema(
        name = "AuditStreamRequest",
        requiredProperties = {"name", "kind", "reason"})
record StreamRequest(
        @Nullable String name,
        @Nullable StreamKind kind,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String certificates,
        @Nullable StreamFormat format,
        @Nullable EntryFilterRequest filter,
        @Nullable Long fromIndex,
        @Nullable String reason) {
    Terms toTerms() {
        if (kind == null) {
            throw Refusal.Invalid.of("/kind", "KIND_REQUIRED", "Say how it is reached: WEBHOOK or SYSLOG.")
                    .asException();
        }
        return new Terms(
                name == null ? "" : name.strip(),
                kind,
                url,
                host,
                port,
                certificates,
                format == null ? StreamFormat.OCSF : format);
    }
}
