package io.centercontrol.testkit.doors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One thing wrong with a good request at a time. */
final class Mutations {
    /** Stands in a body where bytes are put that no JSON writer would write. */
    private static final String HERE = "~here~";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ODD = 60;
    private static final List<String> MALFORMED_CREDENTIALS = List.of(
            "Bearer .",
            "Bearer ..",
            "Bearer",
            "Bearer a.b",
            "Bearer a.b.c.d",
            "Bearer !!!",
            "Bearer %%%.%%%.%%%",
            "Bearer nonsense",
            "Basic YTpi",
            "Basic",
            "Digest x=y",
            // {"alg":"none"}, {"alg":7}, {"alg":"RS256","kid":7}, {"alg":"RS256","kid":{}}, [], and 40 arrays in one
            // another
            "Bearer eyJhbGciOiJub25lIn0.e30.",
            "Bearer eyJhbGciOiJub25lIn0.e30.AA",
            "Bearer eyJhbGciOjd9.e30.AA",
            "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6N30.e30.AA",
            "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6e319.e30.AA",
            "Bearer W10.W10.AA",
            "Bearer eyJhbGciOiJSUzI1NiJ9." + "W1tb".repeat(1_000) + ".AA",
            "Bearer eyJhbGciOiJSUzI1NiJ9.bnVsbA.AA",
            "Bearer " + "a".repeat(12_000));
    private static final List<byte[]> NO_UTF8 = List.of(
            bytes(0xc1, 0x81),
            bytes(0xc0, 0xa2),
            bytes(0xe0, 0x80, 0xaf),
            bytes(0xf4, 0x90, 0x80, 0x80),
            bytes(0xed, 0xa0, 0x80),
            bytes(0xf0, 0x9f),
            bytes(0x80),
            bytes(0xff));
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\u0007\"",
            "\"\\u200b\"",
            "\"\\ud83d\\ude00\"",
            "\"" + "x".repeat(10_001) + "\"",
            "0",
            "-1",
            "1.5",
            "1e400",
            "1e-400",
            "9223372036854775808",
            "1" + "0".repeat(900),
            "true",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"a\":null}",
            "[".repeat(40) + "]".repeat(40));
    private static final List<String> ODD_TEXTS = List.of(
            "",
            "%20",
            "-1",
            "0",
            "x",
            "99999999999999999999",
            "%F0%9F%98%80",
            "%E2%80%AE",
            "a;dryRun=false",
            "a%3Bb",
            "a+b",
            "%27%3B--",
            "x".repeat(2_000));
    private static final List<String> WRONG_TEXTS = List.of("%C1%81", "%ED%A0%80", "%F4%90%80%80", "a%00b", "%F0%9F");
    private static final List<String> WRONG_SEGMENTS = List.of("a%2Fb", "a;b", "a%3Bb", "%5C", "%0A", "%7F");

    private final Operation operation;
    private final Asked good;
    private final Random random;
    private final List<Asked> wrong = new ArrayList<>();
    private final List<Asked> odd = new ArrayList<>();

    private Mutations(Operation operation, Asked good, Random random) {
        this.operation = operation;
        this.good = good;
        this.random = random;
    }

    /** Everything that is tried with an operation; what may be taken is only tried, when it is a write. */
    static List<Asked> of(Operation operation, Asked good, Random random) {
        var mutations = new Mutations(operation, good, random);
        mutations.credentials();
        mutations.path();
        mutations.query();
        mutations.headers();
        if (good.body() != null && operation.example() != null) {
            mutations.body();
        }
        Collections.shuffle(mutations.odd, random);
        var all = new ArrayList<>(mutations.wrong);
        mutations.odd.stream().limit(MOST_ODD).map(mutations::onlyTried).forEach(all::add);
        return all;
    }

    private Asked onlyTried(Asked asked) {
        return operation.isWrite() ? asked.asking("dryRun", "true") : asked;
    }

    private void odd(Asked asked) {
        if (!operation.isWrite() || !operation.cannotDryRun()) {
            odd.add(asked);
        }
    }

    private void credentials() {
        var nobody = good.without("Authorization");
        MALFORMED_CREDENTIALS.forEach(
                header -> wrong.add(nobody.with("Authorization", header).stranger("credentials " + shortened(header))));
        wrong.add(good.with("Authorization", "Bearer second").stranger("two Authorization headers"));
    }

    private void path() {
        var path = good.path().split("\\?", 2)[0];
        var rest = good.path().substring(path.length());
        var pattern = operation.path().split("/");
        var segments = path.split("/");
        for (var at = 0; at < Math.min(pattern.length, segments.length); at++) {
            if (!pattern[at].startsWith("{")) {
                continue;
            }
            for (var text : WRONG_TEXTS) {
                wrong.add(good.at(replaced(segments, at, text) + rest).wrong("path " + pattern[at] + "=" + text));
            }
            for (var text : WRONG_SEGMENTS) {
                wrong.add(good.at(replaced(segments, at, text) + rest).wrong("path " + pattern[at] + "=" + text));
            }
            for (var text : ODD_TEXTS) {
                if (text.indexOf(';') < 0 && !text.contains("%3B") && !text.isEmpty()) {
                    odd(good.at(replaced(segments, at, text) + rest)
                            .odd("path " + pattern[at] + "=" + shortened(text)));
                }
            }
        }
    }

    private static String replaced(String[] segments, int at, String text) {
        var changed = segments.clone();
        changed[at] = text;
        return String.join("/", changed);
    }

    private void query() {
        for (var name : operation.query()) {
            var without = good.at(
                    good.path().replaceAll("([?&])" + name + "=[^&]*&?", "$1").replaceAll("[?&]$", ""));
            for (var text : WRONG_TEXTS) {
                wrong.add(without.asking(name, text).wrong("parameter " + name + "=" + text));
            }
            if (!name.equals("dryRun")) {
                for (var text : ODD_TEXTS) {
                    odd(without.asking(name, text).odd("parameter " + name + "=" + shortened(text)));
                }
            }
            if (operation.isWrite()) {
                wrong.add(without.asking(name, "true").asking(name, "false").wrong("parameter " + name + " twice"));
            }
        }
        for (var name : List.of("dryRun", "wait", "timeout")) {
            if (operation.query().contains(name) && operation.isWrite()) {
                wrong.add(good.asking(name, "maybe").wrong("parameter " + name + "=maybe"));
                wrong.add(good.asking(name, "true;x").wrong("parameter " + name + "=true;x"));
            }
        }
        wrong.add(good.asking("", "x").wrong("a parameter without a name"));
        wrong.add(good.asking("dry_run", "true").wrong("a parameter that is not known"));
    }

    private void headers() {
        for (var name : operation.headers()) {
            for (var text : List.of("x", "\"", "W/", "\"1\", \"2\"", "-1", "*", "9".repeat(30), "%C1")) {
                odd(good.without(name).with(name, text).odd("header " + name + ": " + text));
            }
            odd(good.without(name).odd("header " + name + " left away"));
        }
        odd(good.with("Accept", "text/html").odd("Accept: text/html"));
        odd(good.with("X-Correlation-Id", "x".repeat(2_000)).odd("a long X-Correlation-Id"));
        odd(good.with("traceparent", "00-x-y-z").odd("a wrong traceparent"));
        odd(good.with("Idempotency-Key", "k".repeat(300)).odd("a long Idempotency-Key"));
        for (var type : List.of("garbage", "application/json; charset=\"utf-8", "a/b/c")) {
            wrong.add(good.without("Content-Type").with("Content-Type", type).wrong("Content-Type: " + type));
        }
    }

    private void body() {
        var text = new String(java.util.Objects.requireNonNull(good.body()), StandardCharsets.UTF_8);
        wrong.add(good.body(bytes(text.substring(0, text.length() / 2 + 1) + "\u0001"))
                .wrong("a body cut off"));
        wrong.add(good.body(bytes(text + "{}")).wrong("a second value"));
        wrong.add(good.body(bytes("[]")).wrong("an array"));
        wrong.add(good.body(bytes("\"text\"")).wrong("a text"));
        wrong.add(good.body(bytes("7")).wrong("a number"));
        wrong.add(good.body(bytes("nul")).wrong("half a word"));
        wrong.add(good.body(bytes("[".repeat(5_000))).wrong("5,000 arrays that are open"));
        wrong.add(good.body(text.getBytes(StandardCharsets.UTF_16BE)).wrong("UTF-16"));
        wrong.add(good.body(text.getBytes(StandardCharsets.UTF_16)).wrong("UTF-16 with its mark"));
        wrong.add(
                good.without("Content-Type").with("Content-Type", "text/plain").wrong("text/plain"));
        odd(good.body(new byte[0]).odd("an empty body"));
        if (read(text) instanceof ObjectNode object) {
            var extra = object.deepCopy();
            extra.put("zzUnknown", 1);
            wrong.add(good.body(bytes(extra.toString())).wrong("an unknown field"));
            object.fieldNames()
                    .forEachRemaining(name ->
                            wrong.add(good.body(bytes(doubled(object, name))).wrong("the field " + name + " twice")));
            fields(object, object, "", 0);
        }
    }

    private static String doubled(ObjectNode object, String name) {
        var text = object.toString();
        return text.substring(0, text.length() - 1) + ",\"" + name + "\":" + object.get(name) + "}";
    }

    private void fields(ObjectNode root, JsonNode node, String pointer, int depth) {
        if (node instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                var name = field.getKey();
                var value = field.getValue();
                var at = pointer + "/" + name;
                values(
                        root,
                        at,
                        HERE,
                        made -> object.set(name, JSON.getNodeFactory().textNode(made)),
                        () -> object.set(name, value));
                object.remove(name);
                odd(good.body(bytes(root.toString())).odd(at + " left away"));
                object.set(name, value);
                if (depth < 4) {
                    fields(root, value, at, depth + 1);
                }
            }
        } else if (node instanceof ArrayNode array && depth < 4) {
            for (var at = 0; at < Math.min(2, array.size()); at++) {
                fields(root, array.get(at), pointer + "/" + at, depth + 1);
            }
        }
    }

    private void values(
            ObjectNode root, String at, String mark, java.util.function.Consumer<String> put, Runnable back) {
        put.accept(mark);
        var text = root.toString();
        back.run();
        var quoted = '"' + mark + '"';
        for (var lone : List.of("\\ud800", "\\udfff", "\\udfff\\ud800", "\\uD83Dx")) {
            wrong.add(good.body(bytes(text.replace(mark, lone))).wrong(at + " with half a pair"));
        }
        var no = NO_UTF8.get(random.nextInt(NO_UTF8.size()));
        wrong.add(good.body(spliced(text, mark, no)).wrong(at + " with bytes that are no UTF-8"));
        wrong.add(good.body(bytes(text.replace(quoted, "{\"a\":".repeat(900) + "1" + "}".repeat(900))))
                .wrong(at + " 900 levels deep"));
        wrong.add(good.body(bytes(text.replace(quoted, "[".repeat(900) + "]".repeat(900))))
                .wrong(at + " with 900 arrays"));
        ODD_VALUES.forEach(
                value -> odd(good.body(bytes(text.replace(quoted, value))).odd(at + " as " + shortened(value))));
    }

    private static byte[] spliced(String text, String mark, byte[] middle) {
        var begin = bytes(text.substring(0, text.indexOf(mark)));
        var end = bytes(text.substring(text.indexOf(mark) + mark.length()));
        var all = new byte[begin.length + middle.length + end.length];
        System.arraycopy(begin, 0, all, 0, begin.length);
        System.arraycopy(middle, 0, all, begin.length, middle.length);
        System.arraycopy(end, 0, all, begin.length + middle.length, end.length);
        return all;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a sample is no JSON: " + text, e);
        }
    }

    private static String shortened(String text) {
        return text.length() < 60 ? text : text.substring(0, 60) + "... (" + text.length() + ")";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }
}
