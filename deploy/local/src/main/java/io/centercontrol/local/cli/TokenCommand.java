package io.centercontrol.local.cli;

import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a token. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        header = "Print a bearer token of one role, signed with this stack's key.")
public final class TokenCommand implements Callable<Integer> {
    @Mixin
    private final StackOption option = new StackOption();

    @Parameters(
            index = "0",
            paramLabel = "ROLE",
            completionCandidates = RoleNames.class,
            description = "One of: ${COMPLETION-CANDIDATES}")
    private String role = "";

    @Option(names = "--subject", paramLabel = "S", description = "Who the bearer is. Default: local-ROLE.")
    private @Nullable String subject;

    @Option(
            names = "--ttl",
            paramLabel = "D",
            description = "How long it holds, such as 90s, 15m or 8h. Default: ${DEFAULT-VALUE}.")
    private String ttl = "1h";

    @Option(names = "--audience", paramLabel = "A", description = "Whom it is meant for. Default: ${DEFAULT-VALUE}.")
    private String audience = Claims.AUDIENCE;

    @Option(
            names = {"--service", "--tenant-service"},
            paramLabel = "KEY",
            description = "For the role tenant-service: which one, such as storefront.")
    private @Nullable String tenantService;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "For the role tenant-admin: whose administrator, a tenant's id.")
    private @Nullable String tenant;

    @Override
    public Integer call() throws IOException {
        var known = Role.of(role);
        var claims = Claims.of(known, subject == null ? "local-" + role : subject)
                .withAudience(audience)
                .withTtl(duration(ttl));
        if (tenantService != null) {
            claims = claims.withTenantService(tenantService);
        }
        if (tenant != null) {
            claims = claims.withTenant(tenant);
        }
        var key = SigningKey.of(option.folders().create().secrets());
        System.out.println(new TokenIssuer(key, Clock.systemUTC()).issue(claims));
        return 0;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration; write 90s, 15m or 8h", e);
        }
    }

    private static final class RoleNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Role.names().iterator();
        }
    }
}
