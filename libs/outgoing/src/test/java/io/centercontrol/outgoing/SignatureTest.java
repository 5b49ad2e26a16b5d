package io.centercontrol.outgoing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The specification's own library takes what we sign. */
class SignatureTest {
    private static final SigningSecret OLD = new SigningSecret("old-secret-of-at-least-24-bytes!".getBytes());
    private static final SigningSecret NEW = new SigningSecret("new-secret-of-at-least-24-bytes!".getBytes());
    private static final UUID ID = UUID.randomUUID();
    private static final String BODY = "{\"type\":\"tenant.suspended\",\"data\":{\"name\":\"Ä€😀\"}}";

    @Test
    void the_public_library_takes_it_with_either_secret_of_a_rotation() {
        var headers = signed(List.of(NEW, OLD));

        assertThatCode(() -> new Webhook(OLD.text()).verify(BODY, headers)).doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(NEW.text()).verify(BODY, headers)).doesNotThrowAnyException();
    }

    @Test
    void it_does_not_take_another_body_or_another_secret() {
        var headers = signed(List.of(NEW));

        assertThatThrownBy(() -> new Webhook(NEW.text()).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(OLD.text()).verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static HttpHeaders signed(List<SigningSecret> secrets) {
        var now = Instant.now();
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(ID.toString()),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature", List.of(Signature.of(ID, now, BODY, secrets))),
                (name, value) -> true);
    }
}
