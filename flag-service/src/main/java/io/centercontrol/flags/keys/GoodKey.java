package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.keys.model.SdkKey;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.keys.HeldKey;
import io.centercontrol.kit.keys.Keys;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key that is not revoked, as an instance keeps it in memory: until it is, nothing about it changes. */
public final class GoodKey extends HeldKey {
    private static final Duration TICKETS_LAST = Duration.ofHours(24);

    private final SdkKey key;
    private final boolean ofrep;
    private final boolean sync;
    private volatile @Nullable Ticket ticket;

    GoodKey(Keys.Hashed<SdkKey> hashed) {
        super(hashed);
        key = hashed.key();
        ofrep = key.scopes().contains(Scope.OFREP);
        sync = key.scopes().contains(Scope.SYNC);
    }

    /** A ticket, and until when it is given out. */
    private record Ticket(String text, long until) {}

    /** Which program has it, for people. */
    public String name() {
        return key.name();
    }

    /** Whether it opens this. */
    public boolean opens(Scope scope) {
        return switch (scope) {
            case OFREP -> ofrep;
            case SYNC -> sync;
        };
    }

    /** Whether it may ask for a tenant; null for a question that is about none. */
    public boolean mayAskFor(@Nullable TenantId tenant) {
        return key.tenants().isEmpty() || (tenant != null && key.tenants().contains(tenant));
    }

    /**
     * What opens an event stream in the key's name to a client that can send no header, for a day: it stands in an address,
     * where the key itself must not. It ends with the key, and every instance knows it.
     */
    public String ticket(long now) {
        var current = ticket;
        if (current == null || now >= current.until()) {
            var ends = now + TICKETS_LAST.toMillis();
            current = new Ticket(text(ends), now + TICKETS_LAST.toMillis() / 2);
            ticket = current;
        }
        return current.text();
    }

    boolean isTicket(String text, long now) {
        var parts = text.split("\\.", -1);
        try {
            var ends = Long.parseLong(parts[1]);
            return now < ends
                    && MessageDigest.isEqual(
                            text(ends).getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String text(long ends) {
        var said = id() + "." + ends;
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hash(), "HmacSHA256"));
            return said + "."
                    + HexFormat.of()
                            .formatHex(mac.doFinal(("event stream " + said).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
