package io.centercontrol.evaluation.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {
    /** Published vectors of MurmurHash3_x86_32 with seed 0. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            '',0
            a,3c2569b2
            ab,9bbfd75f
            abc,b3dd93fa
            abcd,43ed676a
            hello,248bfa47
            'hello, world',149bbb7f
            test,ba6bd213
            'Hello, world!',c0363e43
            'The quick brown fox jumps over the lazy dog',2e4ff723
            """)
    void gives_the_published_hashes(String text, String hash) {
        assertThat(hash(text)).isEqualTo(Integer.parseUnsignedInt(hash, 16));
    }

    /** Against the algorithm as its author wrote it: blocks of four bytes, then the rest. */
    @Test
    void gives_what_the_reference_gives_however_the_text_is_cut() {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++) {
            var text = text(random, random.nextInt(24));
            var cut = text.isEmpty() ? 0 : random.nextInt(text.length() + 1);
            if (cut > 0 && cut < text.length() && Character.isLowSurrogate(text.charAt(cut))) {
                cut--;
            }
            var state = feed(feed(Murmur3.START, text.substring(0, cut)), text.substring(cut));
            assertThat(Murmur3.hash(state, Murmur3.utf8Length(text)))
                    .as(text)
                    .isEqualTo(reference(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void writes_whole_numbers_as_their_digits() {
        for (var number : new long[] {0, 7, 10, 42, -1, -10, 1_000_000, 4_294_967_296L, (1L << 53) - 1, -(1L << 53)}) {
            var text = Long.toString(number);
            assertThat(Murmur3.hash(Murmur3.digits(Murmur3.START, number), Murmur3.digitsLength(number)))
                    .as(text)
                    .isEqualTo(hash(text));
        }
    }

    private static int hash(String text) {
        return Murmur3.hash(feed(Murmur3.START, text), Murmur3.utf8Length(text));
    }

    private static long feed(long state, String text) {
        var next = Murmur3.ascii(state, text);
        return next >= 0 ? next : Murmur3.utf8(state, text);
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (var at = 0; at < length; at++) {
            text.appendCodePoint(
                    switch (random.nextInt(12)) {
                        case 0 -> 0xE9;
                        case 1 -> 0x20AC;
                        case 2 -> 0x1F600;
                        default -> ' ' + random.nextInt(94);
                    });
        }
        return text.toString();
    }

    private static int reference(byte[] data) {
        var hash = 0;
        var whole = data.length / 4 * 4;
        for (var at = 0; at < whole; at += 4) {
            var block = data[at] & 0xFF
                    | (data[at + 1] & 0xFF) << 8
                    | (data[at + 2] & 0xFF) << 16
                    | (data[at + 3] & 0xFF) << 24;
            hash = Integer.rotateLeft(hash ^ stir(block), 13) * 5 + 0xe6546b64;
        }
        var tail = 0;
        for (var at = data.length - 1; at >= whole; at--) {
            tail = tail << 8 | data[at] & 0xFF;
        }
        hash ^= stir(tail) ^ data.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int stir(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
