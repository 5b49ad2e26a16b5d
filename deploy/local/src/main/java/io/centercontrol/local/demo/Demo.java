package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.local.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Registered, provisioned, serving, order placed, suspended, refused everywhere, proven effective, reinstated, serving
 * again, deleted with a certificate. Each step is printed with the time that it took.
 */
public final class Demo {
    private static final List<String> STOREFRONTS = List.of("storefront-1", "storefront-2");
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Api api;
    private final Consumer<String> out;
    private final String slug =
            "demo-" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
    private long stepBegun;

    /**
     * @param offset of the stack's ports
     * @param operatorToken with the role platform-admin
     */
    public Demo(int offset, String operatorToken, Consumer<String> out) {
        this.api = new Api(offset, operatorToken);
        this.out = out;
    }

    /**
     * Plays it.
     *
     * @throws NotSo at the first step that does not come out as it should
     */
    public void play() throws NotSo, IOException, InterruptedException {
        var begun = System.nanoTime();
        begin();
        var registered = demand("registered", 201, api.register(slug, "Demo " + slug));
        var id = registered.path("id").asText();
        done("registered", slug + " is tenant " + id);

        var active = await(
                "provisioned",
                () -> api.tenant(id),
                answer -> answer.json().path("status").asText().equals("ACTIVE"));
        done("provisioned", "ACTIVE at version " + active.json().path("version").asText());

        serve(id, "serving");

        begin();
        var refusals = suspend(id);
        var eventId = refusals.path("eventId").asText();
        refuseEverywhere(id);
        effective(eventId);

        begin();
        demand("reinstated", 200, api.life(id, "reinstate", "the demo goes on"));
        done("reinstated", "the operator has the answer");
        serve(id, "serving again");

        leave(id);
        out.accept("");
        out.accept("The whole story took %.1f s.".formatted((System.nanoTime() - begun) / 1e9));
    }

    private void serve(String id, String step) throws NotSo, IOException, InterruptedException {
        begin();
        var token = "";
        for (var storefront : STOREFRONTS) {
            var login = await(step, () -> api.login(storefront, id), answer -> answer.status() == 200);
            token = login.json().path("token").asText();
        }
        done(step, "a customer logs in at both instances");
        begin();
        var sku = Api.firstSku(demand("order placed", 200, api.catalog(STOREFRONTS.getFirst(), id)));
        demand("order placed", 201, api.order(STOREFRONTS.getLast(), id, token, sku));
        done("order placed", "one " + sku);
    }

    private JsonNode suspend(String id) throws NotSo, IOException, InterruptedException {
        var answer = demand("suspended", 200, api.life(id, "suspend", "the demo shows what happens"));
        done(
                "suspended",
                "the operator has the answer, event " + answer.path("eventId").asText());
        return answer;
    }

    private void refuseEverywhere(String id) throws NotSo, IOException, InterruptedException {
        begin();
        for (var storefront : STOREFRONTS) {
            var refusal = await("refused", () -> api.login(storefront, id), answer -> answer.status() == 403);
            done(
                    "refused",
                    storefront + " lets no login through: "
                            + refusal.json().path("code").asText("no code"));
        }
    }

    private void effective(String eventId) throws NotSo, IOException, InterruptedException {
        begin();
        var answer = api.propagation(eventId);
        var status = answer.json().path("status").asText();
        if (!status.equals("APPLIED") && !status.equals("EFFECTIVE")) {
            throw new NotSo("effective", answer);
        }
        done(
                "effective",
                status + ", " + answer.json().path("applied").asText() + " of "
                        + answer.json().path("of").asText() + " instances, after " + delay(answer.json()));
    }

    // From the operator's decision to the moment from which no instance served any more, and the part of it that the
    // ledger measures by the broker's clock alone.
    private static String delay(JsonNode json) {
        try {
            var effective = Instant.parse(json.path("effectiveAt").asText());
            var decided = Instant.parse(json.path("occurredAt").asText());
            var appended = Instant.parse(json.path("appendedAt").asText());
            return "%d ms, %d ms of them after the broker had it"
                    .formatted(
                            Duration.between(decided, effective).toMillis(),
                            Duration.between(appended, effective).toMillis());
        } catch (DateTimeParseException e) {
            return "an unknown time";
        }
    }

    /** Out of the platform: exported and erased by every tenant service, with a certificate that anybody can verify. */
    private void leave(String id) throws NotSo, IOException, InterruptedException {
        begin();
        demand("to be deleted", 200, api.scheduleDeletion(id, slug));
        done("leaving", "its deletion is scheduled, without grace, since it is a TEST tenant");
        begin();
        await(
                "deleted",
                () -> api.tenant(id),
                answer -> answer.json().path("status").asText().equals("DELETED"));
        done("deleted", "every tenant service has exported and erased it");

        begin();
        var answer = api.certificate(id);
        var certificate = demand("certified", 200, answer);
        var keys = demand("certified", 200, api.certificateKeys());
        if (!Certificate.isSigned(certificate.path("certificate").asText(), keys)) {
            throw new NotSo("certified by one of the published keys", answer);
        }
        for (var service : certificate.path("statement").path("services")) {
            var export = api.export(id, service.path("service").asText());
            if (!sha256(export).equals(service.path("exportSha256").asText())) {
                throw new NotSo("the export that the certificate speaks of", answer);
            }
            done(
                    "certified",
                    "%s exported %d bytes with SHA-256 %.12s..., erased at %s, keeps %d things"
                            .formatted(
                                    service.path("service").asText(),
                                    export.length,
                                    service.path("exportSha256").asText(),
                                    service.path("erasedAt").asText(),
                                    service.path("kept").size()));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void begin() {
        stepBegun = System.nanoTime();
    }

    private void done(String step, String what) {
        out.accept("%8.0f ms  %-14s %s".formatted((System.nanoTime() - stepBegun) / 1e6, step, what));
    }

    private static JsonNode demand(String step, int status, Answer answer) throws NotSo {
        if (answer.status() != status) {
            throw new NotSo(step, answer);
        }
        return answer.json();
    }

    private static Answer await(String step, Ask ask, Predicate<Answer> fits)
            throws NotSo, IOException, InterruptedException {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (true) {
            var answer = ask.ask();
            if (fits.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new NotSo(step, answer);
            }
            Thread.sleep(5);
        }
    }

    private interface Ask {
        Answer ask() throws IOException, InterruptedException;
    }

    /** A step that did not come out. */
    public static final class NotSo extends Exception {
        private static final long serialVersionUID = 1;

        NotSo(String step, Answer answer) {
            super("not " + step + ": the answer was " + answer.status() + " " + answer.text());
        }
    }
}
