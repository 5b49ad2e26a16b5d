package io.centercontrol.outgoing.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses an endpoint may have. Whoever names an address that we call makes us call it: nothing that is ours, or that only
 * this machine or its network can see, may be reached so (server-side request forgery). What is public is told by IANA's registries
 * of special-purpose addresses (RFC 6890), of IPv6 by its global unicast block without what carries an IPv4 address inside.
 */
public enum Reach {
    /** Public addresses, by https. */
    PUBLIC,
    /** This machine's own too, and by http: for a stack on a developer's machine. */
    LOOPBACK_TOO;

    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224));

    /** All that may be reached of IPv6; the blocks below lie in it. */
    private static final Block GLOBAL_UNICAST = Block.of(3, 0x20);

    private static final List<Block> NOT_PUBLIC_6 = List.of(
            Block.of(23, 0x20, 0x01, 0, 0),
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
            Block.of(16, 0x20, 0x02),
            Block.of(20, 0x3f, 0xff));

    /** Whether an address may be called. */
    public boolean allows(InetAddress address) {
        if (this == LOOPBACK_TOO && address.isLoopbackAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address
                ? GLOBAL_UNICAST.has(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.has(bytes))
                : NOT_PUBLIC.stream().noneMatch(block -> block.has(bytes));
    }

    /** Whether a scheme may be spoken. */
    public boolean allowsScheme(String scheme) {
        return scheme.equals("https") || this == LOOPBACK_TOO && scheme.equals("http");
    }

    /** Addresses that begin with the same bits. */
    private record Block(int bits, List<Integer> bytes) {
        static Block of(int bits, Integer... bytes) {
            return new Block(bits, List.of(bytes));
        }

        boolean has(byte[] address) {
            for (var i = 0; i * 8 < bits; i++) {
                var mask = 0xff << Math.max(0, 8 - (bits - i * 8)) & 0xff;
                var want = i < bytes.size() ? bytes.get(i) : 0;
                if ((address[i] & mask) != (want & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
