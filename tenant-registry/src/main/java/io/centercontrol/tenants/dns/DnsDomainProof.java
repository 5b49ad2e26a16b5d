package io.centercontrol.tenants.dns;

import io.centercontrol.kit.VertxContext;
import io.centercontrol.tenants.DomainProof;
import io.centercontrol.tenants.TenantsConfig;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks a DNS server for TXT records (RFC 1035), each time anew: an answer that was kept would prove the past. */
@ApplicationScoped
class DnsDomainProof implements DomainProof {
    private final Resolver resolver;

    DnsDomainProof(TenantsConfig config) {
        this.resolver = resolver(config.domains());
    }

    @Override
    public Uni<List<String>> texts(String recordName) {
        Name name;
        try {
            name = Name.fromString(recordName + ".");
        } catch (TextParseException e) {
            // What is too long for the DNS stands nowhere in it.
            return Uni.createFrom().item(List.of());
        }
        var question = Message.newQuery(Record.newRecord(name, Type.TXT, DClass.IN));
        return VertxContext.backHere(Uni.createFrom().completionStage(() -> resolver.sendAsync(question)))
                .onFailure()
                .transform(failure -> TenantRefusals.dnsUnavailable(recordName, String.valueOf(failure.getMessage())))
                .map(answer -> texts(recordName, answer));
    }

    private static List<String> texts(String recordName, Message answer) {
        return switch (answer.getRcode()) {
            case Rcode.NXDOMAIN -> List.of();
            case Rcode.NOERROR ->
                // A record's text comes in pieces of at most 255 bytes that belong together.
                answer.getSection(Section.ANSWER).stream()
                        .filter(TXTRecord.class::isInstance)
                        .map(text -> String.join("", ((TXTRecord) text).getStrings()))
                        .toList();
            default -> throw TenantRefusals.dnsUnavailable(recordName, Rcode.string(answer.getRcode()));
        };
    }

    private static Resolver resolver(TenantsConfig.Domains config) {
        try {
            var made = config.server().isEmpty()
                    ? new ExtendedResolver()
                    : server(config.server().get());
            made.setTimeout(config.timeout());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("cc.tenants.domains.server is no DNS server", e);
        }
    }

    private static Resolver server(String address) throws IOException {
        var colon = address.lastIndexOf(':');
        var resolver = new SimpleResolver(colon < 0 ? address : address.substring(0, colon));
        if (colon >= 0) {
            resolver.setPort(Integer.parseInt(address.substring(colon + 1)));
        }
        return resolver;
    }
}
