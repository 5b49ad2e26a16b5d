package io.centercontrol.flags.serving.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told, by a real server. */
class OfrepOriginsTest {
    private static final String SHOP = "https://shop.example";
    private static final String ALL = "/ofrep/v1/evaluate/flags";

    @ParameterizedTest
    @ValueSource(strings = {ALL, ALL + "/a-flag"})
    void a_configured_origin_may_ask_and_see_the_tag(String path) throws Exception {
        var preflight = ask("https://app.example:8443," + SHOP, "OPTIONS", path, SHOP);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(preflight, "Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .contains("authorization", "content-type", "if-none-match", "x-api-key");
        assertThat(header(preflight, "Access-Control-Max-Age")).isEqualTo("7200");

        var answer = ask(SHOP, "POST", path, SHOP);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("ETag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://app.example", "https://shop.example:8443"})
    void no_other_origin_is_allowed_anything(String configured) throws Exception {
        for (var method : new String[] {"OPTIONS", "POST"}) {
            var answer = ask(configured, method, ALL, SHOP);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void no_other_address_is_opened() throws Exception {
        assertThat(ask(SHOP, "OPTIONS", "/api/v1/flags", SHOP).headers().map())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void everybody_may_be_allowed() throws Exception {
        assertThat(header(ask("*", "OPTIONS", ALL, SHOP), "Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** Behind the origins everything is answered with 200. */
    private static HttpResponse<String> ask(String configured, String method, String path, String origin)
            throws Exception {
        var config = new SmallRyeConfigBuilder()
                .withMapping(OfrepConfig.class)
                .withDefaultValue("cc.ofrep.origins", configured)
                // Quarkus alone reads them as they are written.
                .withDefaultValue("cc.ofrep.heartbeat", "PT15S")
                .withDefaultValue("cc.ofrep.patience", "PT10S")
                .build()
                .getConfigMapping(OfrepConfig.class);
        var vertx = Vertx.vertx();
        try (var http = HttpClient.newHttpClient()) {
            var router = Router.router(vertx);
            router.route().handler(new OfrepOrigins(config)::check);
            router.route().handler(context -> context.response().end());
            var server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Origin", origin)
                            .header("Access-Control-Request-Method", "POST")
                            .header("Access-Control-Request-Headers", "authorization,content-type")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
