package io.centercontrol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test's name is a sentence in lower case, its words parted by underscores, in all modules. */
class TestNamesTest {
    private static final Pattern TEST = Pattern.compile(
            "^ +@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b"
                    + "(?s:.*?)^ +(?:public |static )*(?:void|\\w+(?:<[^(]+>)?) (\\w+)\\(",
            Pattern.MULTILINE);
    private static final Pattern SENTENCE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*");

    @Test
    void every_test_is_named_by_a_sentence_of_words_in_lower_case() throws IOException {
        try (var files = Files.walk(Path.of("../.."))) {
            var names = files.filter(file -> file.toString().contains("src/test/java")
                            && file.toString().endsWith(".java"))
                    .flatMap(TestNamesTest::names)
                    .toList();
            assertThat(names).hasSizeGreaterThan(500);
            assertThat(names).allMatch(name -> SENTENCE.matcher(name).matches());
        }
    }

    private static Stream<String> names(Path file) {
        try {
            return TEST.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
