package io.centercontrol.dataplane.view;

/** Punycode (RFC 3492) as its section 6.3 has it. The platform has it too, but not for others. */
final class Punycode {
    private static final int BASE = 36;
    private static final int LEAST = 1;
    private static final int MOST = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_LETTER = 128;

    private Punycode() {}

    /** Encodes a label of a host name, which is at most a few hundred characters. */
    static String encode(String label) {
        var letters = label.codePoints().toArray();
        var encoded = new StringBuilder();
        label.codePoints().filter(letter -> letter < FIRST_LETTER).forEach(encoded::appendCodePoint);
        var basic = encoded.length();
        if (basic > 0) {
            encoded.append('-');
        }
        var handled = basic;
        var bias = FIRST_BIAS;
        var delta = 0;
        for (var next = FIRST_LETTER; handled < letters.length; next++, delta++) {
            var least = leastFrom(next, letters);
            delta += (least - next) * (handled + 1);
            next = least;
            for (var letter : letters) {
                if (letter < next) {
                    delta++;
                } else if (letter == next) {
                    number(delta, bias, encoded);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }
        return encoded.toString();
    }

    private static int leastFrom(int from, int[] letters) {
        var least = Integer.MAX_VALUE;
        for (var letter : letters) {
            if (letter >= from && letter < least) {
                least = letter;
            }
        }
        return least;
    }

    private static void number(int delta, int bias, StringBuilder encoded) {
        var rest = delta;
        for (var weight = BASE; ; weight += BASE) {
            var threshold = Math.clamp(weight - bias, LEAST, MOST);
            if (rest < threshold) {
                encoded.append(digit(rest));
                return;
            }
            encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static int adapted(int delta, int handled, boolean first) {
        var rest = first ? delta / DAMP : delta / 2;
        rest += rest / handled;
        var weight = 0;
        while (rest > (BASE - LEAST) * MOST / 2) {
            rest /= BASE - LEAST;
            weight += BASE;
        }
        return weight + (BASE - LEAST + 1) * rest / (rest + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < MOST ? 'a' + value : '0' + value - MOST);
    }
}
