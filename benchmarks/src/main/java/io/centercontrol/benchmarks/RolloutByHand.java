package io.centercontrol.benchmarks;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The same flag as somebody would write it who needs no flags: the floor. */
final class RolloutByHand {
    private RolloutByHand() {}

    static Predicate<Shop> of(String key, Set<String> listed) {
        var tenants = new HashSet<>(listed);
        return shop -> tenants.contains(shop.id())
                || shop.plan().equals("premium")
                || !shop.plan().equals("free") && (Integer.toUnsignedLong(hash(key, shop.id())) * 100 >>> 32) < 10;
    }

    /** MurmurHash3 of both texts, which are ASCII, without putting them together. */
    private static int hash(String first, String second) {
        var length = first.length() + second.length();
        var hash = 0;
        var at = 0;
        for (; at + 4 <= length; at += 4) {
            var block = unit(first, second, at)
                    | unit(first, second, at + 1) << 8
                    | unit(first, second, at + 2) << 16
                    | unit(first, second, at + 3) << 24;
            hash = Integer.rotateLeft(hash ^ stir(block), 13) * 5 + 0xe6546b64;
        }
        var rest = 0;
        for (var end = length - 1; end >= at; end--) {
            rest = rest << 8 | unit(first, second, end);
        }
        hash ^= stir(rest) ^ length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int unit(String first, String second, int at) {
        return at < first.length() ? first.charAt(at) : second.charAt(at - first.length());
    }

    private static int stir(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
