package io.centercontrol.tlog.evidence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** A real browser without a network, by the W3C WebDriver protocol: Debian's Chromium and its driver. */
final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern ELEMENT = Pattern.compile("\"element-6066-11e4-a52e-4f735466cecf\":\"([^\"]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String url;
    private final String session;

    private Browser(Process driver, String url, Path folder) throws IOException, InterruptedException {
        this.driver = driver;
        this.url = url;
        awaitDriver();
        var begun = ask("POST", url + "/session", """
                {"capabilities":{"alwaysMatch":{"browserName":"chrome","goog:chromeOptions":{"binary":"%s","args":[
                "--headless","--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking",
                "--disable-component-update","--disable-sync","--user-data-dir=%s"]}}}}""".formatted(CHROMIUM, folder.resolve("browser")));
        session = url + "/session/" + found(SESSION, begun);
        ask("POST", session + "/chromium/network_conditions", """
                {"network_conditions":{"offline":true,"latency":0,"download_throughput":0,"upload_throughput":0}}""");
    }

    static boolean isThere() {
        return Files.isExecutable(DRIVER) && Files.isExecutable(CHROMIUM);
    }

    static Browser start(Path folder) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var driver = new ProcessBuilder(DRIVER.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("driver.log").toFile())
                .start();
        try {
            return new Browser(driver, "http://127.0.0.1:" + port, folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    private void awaitDriver() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (true) {
            try {
                if (ask("GET", url + "/status", null).contains("\"ready\":true")) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(50);
        }
    }

    void open(Path page) throws IOException, InterruptedException {
        ask("POST", session + "/url", "{\"url\":\"%s\"}".formatted(page.toUri()));
    }

    /** Types into a field, or names a file. */
    void type(String id, String text) throws IOException, InterruptedException {
        ask("POST", session + "/element/" + element(id) + "/value", "{\"text\":\"%s\"}".formatted(text));
    }

    void click(String id) throws IOException, InterruptedException {
        ask("POST", session + "/element/" + element(id) + "/click", "{}");
    }

    /** The text of an element, as soon as it has one. */
    String text(String id) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < deadline) {
            var text = found(TEXT, ask("GET", session + "/element/" + element(id) + "/text", null));
            if (!text.isEmpty()) {
                return text;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing is said in " + id);
    }

    private String element(String id) throws IOException, InterruptedException {
        return found(
                ELEMENT,
                ask("POST", session + "/element", "{\"using\":\"css selector\",\"value\":\"#%s\"}".formatted(id)));
    }

    private static String found(Pattern pattern, String text) throws IOException {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("the driver says " + text);
        }
        return matcher.group(1);
    }

    private String ask(String method, String to, @org.jspecify.annotations.Nullable String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(to)).timeout(BOUND).header("Content-Type", "application/json");
        var answer = http.send(
                request.method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the driver answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            ask("DELETE", session, null);
        } finally {
            driver.destroy();
        }
    }
}
