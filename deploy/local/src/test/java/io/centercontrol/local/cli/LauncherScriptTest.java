package io.centercontrol.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the script finds a JDK. It is copied to a folder of its own, where the launcher is said to be built already. */
class LauncherScriptTest {
    private static final Path SCRIPT =
            Path.of("../../center-control").toAbsolutePath().normalize();

    @Test
    void takes_java_home_if_it_is_new_enough(@TempDir Path folder) throws Exception {
        var home = jdk(folder.resolve("home"), "25.0.1");

        assertThat(run(folder, Map.of("JAVA_HOME", home.toString()))).isEqualTo("ran " + home);
    }

    @Test
    void passes_over_an_old_java_home_and_takes_the_lowest_that_will_do(@TempDir Path folder) throws Exception {
        var old = jdk(folder.resolve("old"), "17.0.9");
        jdk(folder.resolve("jvm/eight"), "1.8.0_401");
        jdk(folder.resolve("jvm/twenty-seven"), "27-ea");
        var right = jdk(folder.resolve("jvm/twenty-six"), "26");

        assertThat(run(folder, Map.of("JAVA_HOME", old.toString(), "CC_JDK_FOLDERS", folder + "/jvm/*")))
                .isEqualTo("ran " + right);
    }

    @Test
    void says_how_to_get_one_when_there_is_none(@TempDir Path folder) throws Exception {
        var old = jdk(folder.resolve("jvm/old"), "21.0.4");

        assertThat(run(folder, Map.of("JAVA_HOME", old.toString(), "CC_JDK_FOLDERS", folder + "/jvm/*")))
                .contains("there is no JDK 25 or newer")
                .contains("sdk install java 25-tem");
    }

    @Test
    void gives_a_token_that_the_stacks_key_proves_without_a_jvm(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(found("openssl")), "without openssl the launcher makes it, which the next test sees");
        var secrets = Files.createDirectories(folder.resolve(".center-control/secrets"));
        var key = SigningKey.of(secrets);

        var parts = runs(folder, Map.of(), "token", "platform-operator").said().split("\\.");

        var open = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicText())));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(open);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        var issued = new TokenIssuer(key, Clock.systemUTC())
                .issue(Claims.of(Role.PLATFORM_OPERATOR, "local-platform-operator"))
                .split("\\.");
        assertThat(json(parts[0])).isEqualTo(json(issued[0]));
        assertThat(timeless(parts[1])).isEqualTo(timeless(issued[1]));
        assertThat(json(parts[1]).path("exp").asLong()
                        - json(parts[1]).path("iat").asLong())
                .isEqualTo(3600);
    }

    @Test
    void leaves_a_token_of_any_other_kind_to_the_launcher(@TempDir Path folder) throws Exception {
        var home = jdk(folder.resolve("home"), "25.0.1");
        SigningKey.of(Files.createDirectories(folder.resolve(".center-control/secrets")));
        var environment = Map.of("JAVA_HOME", home.toString());

        assertThat(runs(folder, environment, "token", "root").said()).isEqualTo("ran " + home);
        assertThat(runs(folder, environment, "token", "auditor", "--ttl", "5m").said())
                .isEqualTo("ran " + home);
    }

    @Test
    void leaves_a_token_to_the_launcher_where_there_is_no_openssl(@TempDir Path folder) throws Exception {
        var home = jdk(folder.resolve("home"), "25.0.1");
        SigningKey.of(Files.createDirectories(folder.resolve(".center-control/secrets")));
        var bare = programs(folder.resolve("bare"));
        Files.delete(Path.of(bare, "openssl"));

        var run = runs(folder, Map.of("JAVA_HOME", home.toString(), "PATH", bare), "token", "platform-operator");

        assertThat(run.said()).isEqualTo("ran " + home);
    }

    @Test
    void takes_escape_codes_out_of_what_maven_says_where_no_terminal_is(@TempDir Path folder) throws Exception {
        var home = jdk(folder.resolve("home"), "25.0.1");
        var maven = folder.resolve("programs/mvn");
        Files.createDirectories(maven.getParent());
        Files.writeString(maven, "#!/bin/sh\nprintf '\\033[0m\\033[1;31mbroken\\033[m\\n'; echo loud >&2; exit 3\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();

        var run = runs(folder, Map.of("JAVA_HOME", home.toString()), "test");

        assertThat(run.said()).isEqualTo("broken\nloud");
        assertThat(run.status()).isEqualTo(3);
    }

    private static JsonNode json(String part) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }

    private static JsonNode timeless(String part) throws IOException {
        return ((ObjectNode) json(part)).remove(List.of("iat", "exp", "jti"));
    }

    private static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        for (var program : new String[] {"java", "javac"}) {
            var file = home.resolve("bin").resolve(program);
            Files.writeString(file, "#!/bin/sh\necho ran " + home + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static String run(Path folder, Map<String, String> environment) throws Exception {
        return runs(folder, environment, "status").said();
    }

    private record Run(String said, int status) {}

    private static Run runs(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        var script = folder.resolve("center-control");
        Files.copy(SCRIPT, script, StandardCopyOption.REPLACE_EXISTING);
        var jar = folder.resolve("deploy/local/target/local-stack.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        // Without the PATH's own javac, if it has one: only the folders of the test count.
        builder.environment().put("PATH", programs(folder));
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(said.strip(), process.waitFor());
    }

    private static String programs(Path folder) throws IOException {
        var bin = Files.createDirectories(folder.resolve("programs"));
        for (var program : new String[] {
            "sh", "sed", "sort", "head", "cut", "dirname", "readlink", "cat", "date", "tr", "openssl", "mkdir", "find"
        }) {
            var stand = bin.resolve(program);
            Files.writeString(stand, "#!/bin/sh\nexec " + found(program) + " \"$@\"\n");
            assertThat(stand.toFile().setExecutable(true)).isTrue();
        }
        return bin.toString();
    }

    private static Path found(String program) {
        var usual = Path.of("/usr/bin", program);
        return Files.exists(usual) ? usual : Path.of("/bin", program);
    }
}
