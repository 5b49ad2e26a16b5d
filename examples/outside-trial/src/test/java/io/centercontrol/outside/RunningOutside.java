package io.centercontrol.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The example outside while it runs. */
final class RunningOutside implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SERVING = "serving at ";

    private final Process process;
    private final long startedAt = System.nanoTime();
    private final BufferedReader out;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    RunningOutside(Process process) throws IOException {
        this.process = process;
        out = process.inputReader(UTF_8);
        var line = out.readLine();
        if (line == null || !line.startsWith(SERVING)) {
            process.destroyForcibly();
            throw new AssertionError("it did not start: " + line);
        }
        address = line.substring(SERVING.length());
    }

    /** Asks until the answer is another than 503, and says how long after the start of the process that was. */
    Duration firstAnswer(String slug) throws IOException, InterruptedException {
        while (get("/points", slug).startsWith("503 ")) {
            if (System.nanoTime() - startedAt > PATIENCE.toNanos()) {
                throw new AssertionError("it cannot answer: " + get("/points", slug));
            }
            Thread.sleep(10);
        }
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Status and text of an answer. */
    String get(String path, String slug) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).header("X-Tenant-Slug", slug);
        var response = http.send(request.build(), BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().strip();
    }

    /** Asks it to end, and says with which status it did. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
        http.close();
    }
}
