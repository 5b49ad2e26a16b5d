package io.centercontrol.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page has all that it needs, and nothing from elsewhere. What it shows is tried on a running suite, by the tour. */
class ApiPageTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(?!data:)([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private ApiPage page;

    @BeforeEach
    void open() throws IOException {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        page = new ApiPage(0, Map.of("tenant-registry", nobody), () -> "no token");
    }

    @AfterEach
    void close() {
        page.close();
        http.close();
    }

    @Test
    void is_opened_by_browsers_where_it_stands_by_itself() {
        assertThat(ApiPage.isOpenedByBrowsers(ApiPage.PORT)).isTrue();
        assertThat(ApiPage.isOpenedByBrowsers(10_080)).isFalse();
    }

    @Test
    void all_that_it_loads_is_here() throws Exception {
        var html = get("/");
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'");
        var loaded = LOADED.matcher(html.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(loaded).hasSize(4);
        for (var one : loaded) {
            assertThat(one).startsWith("/");
            var asset = get(one);
            assertThat(asset.statusCode()).as(one).isEqualTo(200);
            assertThat(asset.body()).as(one).isNotBlank();
            assertThat(asset.headers().firstValue("Content-Type").orElse(""))
                    .containsAnyOf("text/css", "text/javascript");
        }
        assertThat(get("/services.json").body()).isEqualTo("[\"tenant-registry\"]");
    }

    @Test
    void nothing_else_of_the_class_path_is() throws Exception {
        for (var path : new String[] {
            "/index.html", "/page/index.html", "/..%2fpage.js", "/META-INF/MANIFEST.MF", "/other/openapi.json"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void a_service_that_is_down_is_named() throws Exception {
        for (var path : new String[] {"/tenant-registry/openapi.json", "/tenant-registry/api/v1/tenants"}) {
            var answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(502);
            assertThat(answer.body()).contains("tenant-registry does not answer");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(page.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
