package io.centercontrol.audit.stream.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.stream.model.StreamFormat;
import io.centercontrol.audit.stream.model.StreamKind;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.http.EntryView.ActorView;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SyslogMessageTest {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456789Z");
    private static final UUID ID = UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d6");

    @Test
    void its_frame_counts_octets_and_what_a_stranger_wrote_ends_no_field() {
        var bytes = SyslogMessage.of(stream(), entry("Zo\u00eb \"]\\", "a reason\nwith a line"));

        var text = new String(bytes, StandardCharsets.UTF_8);
        var space = text.indexOf(' ');
        var message = text.substring(space + 1);
        assertThat(Integer.parseInt(text.substring(0, space)))
                .isEqualTo(message.getBytes(StandardCharsets.UTF_8).length);
        assertThat(message)
                .startsWith("<108>1 2026-01-31T12:00:00.123456Z tenant-registry center-control - "
                        + "a.very-long-action.of-more-than- [cc@32473 index=\"7\" eventId=\"" + ID + "\"")
                .contains(" actor=\"Zo\u00eb \\\"\\]\\\\\"] \uFEFF{")
                .doesNotContain("\n");
    }

    private static SiemStream stream() {
        return new SiemStream(
                ID,
                "siem",
                StreamKind.SYSLOG,
                null,
                "siem.example.com",
                6514,
                null,
                StreamFormat.ENTRY,
                Map.of(),
                EntryFilter.ALL,
                false,
                -1,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                "ada",
                AT,
                AT,
                1,
                null,
                null);
    }

    private static EntryView entry(String actor, String reason) {
        return new EntryView(
                ID,
                7,
                "it was so",
                "a.very-long-action.of-more-than-32-characters",
                Category.ACCESS,
                Outcome.REFUSED,
                AT,
                AT,
                1,
                "tenant-registry",
                "cc.audit.v1",
                "tenant-registry",
                3,
                null,
                List.of(),
                new ActorView(actor, "USER", null, null, List.of(), null, null, null),
                reason,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null);
    }
}
