package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Registered, provisioned, serving, order placed, counted though processes are killed, warned of, billed, held to its plan, upgraded, switched, throttled, suspended, refused everywhere, proven effective, reinstated, serving
 * again, deleted with a certificate, proven by a bundle of evidence. Each step is printed with the time that it took.
 */
public final class Demo {
    private static final List<String> STOREFRONTS = List.of("storefront-1", "storefront-2");

    private final Api api;
    private final Steps steps;
    private final Counted counted;
    private final String slug =
            "demo-" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");

    /**
     * @param offset of the stack's ports
     * @param operatorToken with the role platform-admin
     * @param processes those of the suite
     */
    public Demo(int offset, String operatorToken, Processes processes, Consumer<String> out) {
        this.api = new Api(offset, operatorToken);
        this.steps = new Steps(out);
        this.counted = new Counted(api, steps, processes, STOREFRONTS);
    }

    /** The suite's processes, that some of them may be killed. */
    @FunctionalInterface
    public interface Processes {
        /**
         * Ends one without a word, as kill -9 does; whoever watches over it starts it anew.
         *
         * @throws IOException when there is none of that name
         */
        void kill(String name) throws IOException;
    }

    /**
     * Plays it.
     *
     * @throws NotSo at the first step that does not come out as it should
     */
    public void play() throws NotSo, IOException, InterruptedException {
        var begun = System.nanoTime();
        steps.begin();
        // Right after the first start the registry may not have heard of the plans yet.
        var registered = Steps.await(
                        "registered",
                        () -> api.register(slug, "Demo " + slug, "basic"),
                        answer -> answer.status() == 201)
                .json();
        var id = registered.path("id").asText();
        steps.done("registered", slug + " is tenant " + id + " with the plan basic");

        var active = Steps.await(
                "provisioned",
                () -> api.tenant(id),
                answer -> answer.json().path("status").asText().equals("ACTIVE"));
        steps.done(
                "provisioned",
                "ACTIVE at version " + active.json().path("version").asText());

        serve(id, "serving");
        counted.play(id);
        new Billed(api, steps).play(id, counted);
        new Upgrade(api, steps, STOREFRONTS, id).play();
        var neighbour = neighbour();
        new Switching(api, steps, STOREFRONTS, id, neighbour).play();

        try (var outside = new Outside()) {
            stopAndGo(id, outside);
        }

        leave(id);
        new TakenHome(api, steps).play(id);
        Steps.demand("left", 200, api.scheduleDeletion(neighbour, slug + "-next"));
        steps.say("");
        steps.say("The whole story took %.1f s.".formatted((System.nanoTime() - begun) / 1e9));
    }

    /** Suspended with proof, and reinstated; a program outside is told of both. */
    private void stopAndGo(String id, Outside outside) throws NotSo, IOException, InterruptedException {
        var endpoint = Steps.demand(
                "to be told outside",
                201,
                api.webhook(id, outside.url(), List.of("tenant.suspended", "tenant.reinstated")));
        outside.trust(endpoint.path("secret").asText());
        steps.begin();
        var refusals = suspend(id);
        var eventId = refusals.path("eventId").asText();
        told(outside, eventId);
        refuseEverywhere(id);
        effective(eventId);

        steps.begin();
        var reinstated = Steps.demand("reinstated", 200, api.life(id, "reinstate", "the demo goes on"));
        steps.done("reinstated", "the operator has the answer");
        told(outside, reinstated.path("eventId").asText());
        serve(id, "serving again");
        Steps.demand("told no more", 200, api.removeWebhook(endpoint.path("id").asText()));
    }

    private void told(Outside outside, String eventId) throws NotSo, InterruptedException {
        var message = outside.next();
        if (message == null || !message.path("data").path("eventId").asText().equals(eventId)) {
            throw new NotSo("told outside of event " + eventId + ", but of " + message);
        }
        steps.done("told outside", message.path("type").asText() + " by webhook, with a signature that holds");
    }

    /** Another tenant, so that "for one only" can be seen. */
    private String neighbour() throws NotSo, IOException, InterruptedException {
        steps.begin();
        var id = Steps.demand("registered", 201, api.register(slug + "-next", "Next to " + slug, "basic"))
                .path("id")
                .asText();
        Steps.await(
                "provisioned",
                () -> api.tenant(id),
                answer -> answer.json().path("status").asText().equals("ACTIVE"));
        steps.done("registered", "a neighbour, " + id);
        return id;
    }

    private void serve(String id, String step) throws NotSo, IOException, InterruptedException {
        steps.begin();
        var token = "";
        for (var storefront : STOREFRONTS) {
            var login = Steps.await(step, () -> api.login(storefront, id), answer -> answer.status() == 200);
            token = login.json().path("token").asText();
        }
        steps.done(step, "a customer logs in at both instances");
        steps.begin();
        var sku = Api.firstSku(Steps.demand("order placed", 200, api.catalog(STOREFRONTS.getFirst(), id)));
        var order = Steps.demand("order placed", 201, api.order(STOREFRONTS.getLast(), id, token, sku));
        counted.placed(order.path("total").path("minor").asLong());
        steps.done("order placed", "one " + sku);
    }

    private JsonNode suspend(String id) throws NotSo, IOException, InterruptedException {
        var answer = Steps.demand("suspended", 200, api.life(id, "suspend", "the demo shows what happens"));
        steps.done(
                "suspended",
                "the operator has the answer, event " + answer.path("eventId").asText());
        return answer;
    }

    private void refuseEverywhere(String id) throws NotSo, IOException, InterruptedException {
        steps.begin();
        for (var storefront : STOREFRONTS) {
            var refusal = Steps.await("refused", () -> api.login(storefront, id), answer -> answer.status() == 403);
            steps.done(
                    "refused",
                    storefront + " lets no login through: "
                            + refusal.json().path("code").asText("no code"));
        }
    }

    private void effective(String eventId) throws NotSo, IOException, InterruptedException {
        steps.begin();
        steps.done("effective", Proof.of("effective", api.propagation(eventId)));
    }

    /** Out of the platform: exported and erased by every tenant service, with a certificate that anybody can verify. */
    private void leave(String id) throws NotSo, IOException, InterruptedException {
        steps.begin();
        Steps.demand("to be deleted", 200, api.scheduleDeletion(id, slug));
        steps.done("leaving", "its deletion is scheduled, without grace, since it is a TEST tenant");
        steps.begin();
        Steps.await(
                "deleted",
                () -> api.tenant(id),
                answer -> answer.json().path("status").asText().equals("DELETED"));
        steps.done("deleted", "every tenant service has exported and erased it");

        steps.begin();
        var answer = api.certificate(id);
        var certificate = Steps.demand("certified", 200, answer);
        var keys = Steps.demand("certified", 200, api.certificateKeys());
        if (!Certificate.isSigned(certificate.path("certificate").asText(), keys)) {
            throw new NotSo("certified by one of the published keys", answer);
        }
        for (var service : certificate.path("statement").path("services")) {
            var export = api.export(id, service.path("service").asText());
            if (!sha256(export).equals(service.path("exportSha256").asText())) {
                throw new NotSo("the export that the certificate speaks of", answer);
            }
            steps.done(
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

    /** A step that did not come out. */
    public static final class NotSo extends Exception {
        private static final long serialVersionUID = 1;

        NotSo(String what) {
            super("not " + what);
        }

        NotSo(String step, Answer answer) {
            super("not " + step + ": the answer was " + answer.status() + " " + answer.text());
        }
    }
}
