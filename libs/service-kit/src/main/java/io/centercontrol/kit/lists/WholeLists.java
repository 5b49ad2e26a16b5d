package io.centercontrol.kit.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Ascii;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.Passages;
import io.centercontrol.kit.gate.GateOrder;
import io.centercontrol.kit.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whole lists as one stream. A GET that prefers {@code application/x-ndjson} or {@code text/csv} is answered by asking this
 * instance for the list's pages of JSON, one after the other, and writing each as it comes: a page is in memory at a time,
 * a slow reader holds up nothing but itself, and the rate that pages may be asked for at bounds the stream too. With
 * {@code limit} it is that one page.
 *
 * <p>What cannot be answered before the first item is answered as for a page, as a problem. What goes wrong later ends the
 * connection: a list that is not whole must not look whole. As with pages, what changes meanwhile may be seen or not.
 */
@ApplicationScoped
class WholeLists {
    private static final String LARGEST_PAGE = "500";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** A stream takes a page's time again and again; more at once would be at the cost of everybody else. */
    private static final int MOST_AT_ONCE = 4;

    private final OwnPages pages;
    private final Passages passages;
    private final Audit audit;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final AtomicInteger running = new AtomicInteger();

    WholeLists(OwnPages pages, Passages passages, Audit audit, ObjectMapper json, Vertx vertx) {
        this.pages = pages;
        this.passages = passages;
        this.audit = audit;
        this.json = json;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, GateOrder.LIST.priority());
    }

    private void check(RoutingContext context) {
        var form = context.request().method().equals(HttpMethod.GET) ? wanted(context) : null;
        if (form == null) {
            context.next();
            return;
        }
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
            refuse(
                    context,
                    Problem.of(
                            503,
                            "TOO_MANY_LISTS",
                            "This instance writes " + MOST_AT_ONCE
                                    + " whole lists at once already. Try again in 5 s."));
            return;
        }
        var stream = new Stream(context, form);
        stream.run().onComplete(done -> {
            running.decrementAndGet();
            passages.end(stream.passage);
            if (done.failed()) {
                context.request().connection().close();
            }
        });
    }

    private void fail(RoutingContext context) {
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else {
            refuse(
                    context,
                    Problem.of(503, "LIST_UNAVAILABLE", "This instance could not ask itself for the list. Try again."));
        }
    }

    /** By what is accepted first; null for what resources answer by themselves. */
    private static @Nullable ListForm wanted(RoutingContext context) {
        var accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted == null) {
            return null;
        }
        return switch (Ascii.lower(accepted.split("[,;]", 2)[0].strip())) {
            case LineForm.TYPE -> new LineForm();
            case TableForm.TYPE -> new TableForm();
            default -> null;
        };
    }

    private void refuse(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (IOException e) {
            context.fail(e);
        }
    }

    /** One list on its way out. */
    private final class Stream {
        private final RoutingContext context;
        private final HttpServerResponse response;
        private final ListForm form;
        private final boolean isWhole;
        private final String passage;
        private @Nullable String limit;

        Stream(RoutingContext context, ListForm form) {
            this.context = context;
            this.response = context.response();
            this.form = form;
            this.passage = passages.begin(context);
            var asked = context.queryParams().get("limit");
            this.isWhole = asked == null;
            this.limit = asked == null ? LARGEST_PAGE : asked;
        }

        Future<Void> run() {
            var from = context.queryParams().get("cursor");
            return page(from)
                    .compose(first ->
                            first.status() == 400 && isWhole ? withoutLimit(from) : Future.succeededFuture(first))
                    .compose(first -> {
                        if (first.status() != 200) {
                            return relayed(first);
                        }
                        var list = read(first);
                        if (!list.path("items").isArray()) {
                            refuse(
                                    context,
                                    Problem.of(
                                            406,
                                            "NOT_A_LIST",
                                            "Only lists can be had as " + form.contentType()
                                                    + ". Ask for application/json."));
                            return Future.succeededFuture();
                        }
                        audit.listTaken(passage, form.contentType(), isWhole);
                        begin();
                        return rest(list);
                    });
        }

        /** Short lists have no pages and refuse to be asked for one; what is wrong beside that is told all the same. */
        private Future<OwnPages.Page> withoutLimit(@Nullable String cursor) {
            limit = null;
            return page(cursor);
        }

        private Future<OwnPages.Page> page(@Nullable String cursor) {
            return pages.get(context, passage, limit, cursor);
        }

        private Future<Void> relayed(OwnPages.Page refusal) {
            response.setStatusCode(refusal.status());
            if (refusal.contentType() != null) {
                response.putHeader(HttpHeaders.CONTENT_TYPE, refusal.contentType());
            }
            if (refusal.retryAfter() != null) {
                response.putHeader(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
            }
            return response.end(refusal.body());
        }

        private void begin() {
            var path = String.valueOf(context.request().path());
            var name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9-]", "");
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, form.contentType())
                    .putHeader("Content-Disposition", "attachment; filename=\"" + name + "." + form.ending() + "\"")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }

        private Future<Void> rest(JsonNode list) {
            var next = list.path("next").asText("");
            if (!isWhole || next.isEmpty() || list.path("next").isNull()) {
                return response.end(form.write(list.path("items")));
            }
            // Done when the reader has taken it: the next page is not asked for before.
            return response.write(form.write(list.path("items")))
                    .compose(written -> following(next))
                    .compose(this::rest);
        }

        private Future<JsonNode> following(String cursor) {
            return page(cursor).compose(page -> switch (page.status()) {
                case 200 -> Future.succeededFuture(read(page));
                case 429 ->
                    vertx.timer(wait(page).toMillis(), TimeUnit.MILLISECONDS).compose(over -> following(cursor));
                default -> Future.failedFuture("a page was answered with " + page.status());
            });
        }

        private static Duration wait(OwnPages.Page page) {
            var asked = page.retryAfter();
            var seconds = asked != null && asked.matches("[0-9]{1,4}") ? Long.parseLong(asked) : 1;
            return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT.toSeconds()));
        }

        private JsonNode read(OwnPages.Page page) {
            try {
                return json.readTree(page.body().getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("a page is JSON", e);
            }
        }
    }
}
