package io.centercontrol.tlog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.centercontrol.tlog.InvalidFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0000000000000000,0
            8000000000000000,0
            0000000000000001,5e-324
            8000000000000001,-5e-324
            7fefffffffffffff,1.7976931348623157e+308
            ffefffffffffffff,-1.7976931348623157e+308
            4340000000000000,9007199254740992
            c340000000000000,-9007199254740992
            4430000000000000,295147905179352830000
            44b52d02c7e14af5,9.999999999999997e+22
            44b52d02c7e14af6,1e+23
            44b52d02c7e14af7,1.0000000000000001e+23
            444b1ae4d6e2ef4e,999999999999999700000
            444b1ae4d6e2ef4f,999999999999999900000
            444b1ae4d6e2ef50,1e+21
            3eb0c6f7a0b5ed8c,9.999999999999997e-7
            3eb0c6f7a0b5ed8d,0.000001
            41b3de4355555553,333333333.3333332
            41b3de4355555554,333333333.33333325
            41b3de4355555555,333333333.3333333
            41b3de4355555556,333333333.3333334
            41b3de4355555557,333333333.33333343
            becbf647612f3696,-0.0000033333333333333333
            43143ff3c1cb0959,1424953923781206.2
            """)
    void writes_the_numbers_of_the_rfc(String bits, String text) {
        assertThat(CanonicalJson.write(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void writes_numbers_as_ecmascript_does(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(Verifiers.hasNode()).isTrue();
        var random = new Random(11);
        var numbers = new ArrayList<Double>();
        while (numbers.size() < 15_000) {
            var number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                numbers.add(number);
            }
            numbers.add(random.nextInt(1_000_000) / Math.pow(10, random.nextInt(30)));
            numbers.add(random.nextInt(10) * Math.pow(10, random.nextInt(600) - 300));
        }
        var input = Files.write(
                folder.resolve("in.txt"),
                numbers.stream()
                        .map(number -> Long.toHexString(Double.doubleToLongBits(number)))
                        .toList());
        var output = folder.resolve("out.txt");
        var program = "const view = new DataView(new ArrayBuffer(8)); const fs = require('fs');"
                + "fs.writeFileSync(process.argv[2], fs.readFileSync(process.argv[1], 'utf8').trim().split('\\n').map(bits => {"
                + "view.setBigUint64(0, BigInt('0x' + bits)); return JSON.stringify(view.getFloat64(0)); }).join('\\n'));";
        var node = new ProcessBuilder("node", "--eval", program, input.toString(), output.toString())
                .inheritIO()
                .start();
        assertThat(node.waitFor()).isZero();
        assertThat(numbers.stream().map(CanonicalJson::write)).isEqualTo(Files.readAllLines(output));
    }

    /** The example of RFC 8785, 3.2.2 and 3.2.3. */
    @Test
    void writes_the_example_of_the_rfc() {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("numbers", List.of(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001));
        value.put("string", "\u20ac$" + (char) 15 + "\nA'B\"\\\\\"/");
        value.put("literals", Arrays.asList(null, true, false));
        assertThat(CanonicalJson.write(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        var names = new LinkedHashMap<String, Object>();
        for (var name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            names.put(name, 1);
        }
        assertThat(CanonicalJson.readObject(CanonicalJson.write(names)).keySet())
                .containsExactly("\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "01",
                "1.0",
                "1e5",
                "-0",
                "+1",
                "0x1p3",
                "1d",
                "NaN",
                "Infinity",
                "1e999",
                ".5",
                "5.",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1",
                "{\"a\":1,}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\" :1}",
                "{a:1}",
                "{\"a\"}",
                "'a'",
                "\"a",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u000A\"",
                "\"\\n",
                "\"\t\"",
                "\"\\ud800\"",
                "\"\\x\"",
                "tru",
                "nul",
                "null null",
                "9007199254740993",
                "{\"__proto__\":1,\"__proto__\":2}"
            })
    void takes_one_text_for_one_value(String text) {
        assertThatThrownBy(() -> CanonicalJson.read(text)).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1",
                "1.5",
                "1e+21",
                "\"\"",
                "\"\\u001f\\b\\f\"",
                "[]",
                "{}",
                "[[],{}]",
                "{\"\":[null]}"
            })
    void gives_back_what_it_read(String text) {
        assertThat(CanonicalJson.write(CanonicalJson.read(text))).isEqualTo(text);
    }

    @Test
    void what_nobody_reads_alike_is_refused() {
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> CanonicalJson.write(CanonicalJson.LARGEST_NUMBER + 1))
                .isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> CanonicalJson.write(new BigDecimal("0.1000000000000000000000001")))
                .isInstanceOf(InvalidFormat.class);
        assertThat(CanonicalJson.write(new BigDecimal("0.10"))).isEqualTo("0.1");
        assertThatThrownBy(() -> CanonicalJson.write("\ud800")).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> CanonicalJson.write("\udc00\ud800")).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", new Object()))).isInstanceOf(InvalidFormat.class);
        assertThat(CanonicalJson.read("[".repeat(65) + "]".repeat(65))).isNotNull();
        assertThatThrownBy(() -> CanonicalJson.read("[".repeat(66) + "]".repeat(66)))
                .isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> CanonicalJson.read("[".repeat(1_000_000))).isInstanceOf(InvalidFormat.class);
    }

    /** Worked out by hand with other tools: sha256 of 32 zeros, "actor", a zero, and the value. */
    @Test
    void a_commitment_is_what_its_documentation_says() throws Exception {
        var commitment = new Commitment("actor", new byte[32], "{\"a\":1}");
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes(new byte[32]);
        bytes.writeBytes("actor\0{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var hash = java.security.MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        assertThat(commitment.text())
                .isEqualTo(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
                .hasSize(43);
        assertThat(Commitment.to("actor", Map.of("a", 1)).value()).isEqualTo("{\"a\":1}");
        assertThat(Commitment.to("actor", 1).text())
                .isNotEqualTo(Commitment.to("actor", 1).text());
        assertThat(commitment.toString()).doesNotContain("{");
        assertThatThrownBy(() -> new Commitment("actor", new byte[31], "1")).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> new Commitment("act\0or", new byte[32], "1")).isInstanceOf(InvalidFormat.class);
    }
}
