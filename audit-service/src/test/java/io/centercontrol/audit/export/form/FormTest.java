package io.centercontrol.audit.export.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.http.EntryView.ActorView;
import io.centercontrol.audit.trail.http.EntryView.ChangeView;
import io.centercontrol.audit.trail.http.EntryView.ErasedView;
import io.centercontrol.audit.trail.http.EntryView.TargetView;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final UUID EVENT = UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d6");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "\uFF1D1+1"})
    void a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(String formula) throws IOException {
        var form = Form.of(ExportFormat.CSV);

        var row = csv(form.begin() + form.line(entry("tenant.suspended", Category.CHANGE, formula)));

        assertThat(row).containsEntry("reason", "'" + formula);
    }

    @Test
    void a_row_is_read_back_whatever_stands_in_it() throws IOException {
        var form = Form.of(ExportFormat.CSV);
        var said = "\"a\", b;\r\nc = d \u2028 \uD83D\uDE00";

        var text = form.begin() + form.line(entry("tenant.suspended", Category.CHANGE, said));

        assertThat(text).endsWith("\r\n");
        assertThat(csv(text))
                .containsEntry("reason", said)
                .containsEntry("index", "7")
                .containsEntry("happenedAt", AT.toString())
                .containsEntry("actorRoles", "admin auditor")
                .containsEntry("tenantId", "");
    }

    @Test
    void lines_of_json_are_read_back() {
        var entry = entry("tenant.suspended", Category.CHANGE, "=1");

        var line = Form.of(ExportFormat.NDJSON).line(entry);

        assertThat(line).endsWith("}\n").contains("\"reason\":\"=1\"");
        assertThat(JsonForm.read(line)).isEqualTo(entry);
    }

    @Test
    void a_change_is_an_entity_management_of_ocsf_and_all_else_an_api_activity() {
        var change = OcsfForm.event(entry("tenant.suspended", Category.CHANGE, "unpaid"));

        assertThat(change.path("class_uid").asInt()).isEqualTo(3004);
        assertThat(change.path("category_uid").asInt()).isEqualTo(3);
        assertThat(change.path("activity_id").asInt()).isEqualTo(12);
        assertThat(change.path("type_uid").asLong()).isEqualTo(300412);
        assertThat(change.path("comment").asText()).isEqualTo("unpaid");
        assertThat(change.at("/entity/uid").asText()).isEqualTo("t1");
        assertThat(change.at("/entity_result/data/~1status").asText()).isEqualTo("\"b\"");
        assertThat(change.at("/unmapped/changes/0/before").asText()).isEqualTo("\"a\"");
        assertThat(change.at("/metadata/version").asText()).isEqualTo("1.3.0");
        assertThat(change.at("/metadata/uid").asText()).isEqualTo(EVENT.toString());
        assertThat(change.at("/actor/user/groups/1/name").asText()).isEqualTo("auditor");
        assertThat(change.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.1");
        assertThat(change.at("/unmapped/erased/at").asText()).isEqualTo(AT.toString());

        var activity = OcsfForm.event(entry("evidence.taken", Category.EXPORT, "the audit"));
        assertThat(activity.path("class_uid").asInt()).isEqualTo(6003);
        assertThat(activity.path("activity_id").asInt()).isEqualTo(99);
        assertThat(activity.path("status_id").asInt()).isEqualTo(1);
        assertThat(activity.path("status_detail").asText()).isEqualTo("the audit");
        assertThat(activity.at("/resources/0/uid").asText()).isEqualTo("t1");
        assertThat(activity.has("comment")).isFalse();
    }

    @Test
    void what_ocsf_demands_is_there_though_nobody_is_known() {
        var known = entry("access.unauthenticated", Category.ACCESS, "INVALID_TOKEN");
        var nobody = new EntryView(
                known.eventId(),
                known.index(),
                known.sentence(),
                known.action(),
                known.category(),
                Outcome.REFUSED,
                AT,
                AT,
                3,
                known.service(),
                known.topic(),
                known.key(),
                known.version(),
                null,
                List.of(),
                null,
                known.reason(),
                List.of(),
                Map.of("lastTime", "\"2026-01-31T12:00:09Z\""),
                null,
                null,
                null,
                null,
                null);

        var event = OcsfForm.event(nobody);

        assertThat(event.at("/actor/app_name").asText()).isEqualTo("tenant-registry");
        assertThat(event.at("/src_endpoint/svc_name").asText()).isEqualTo("tenant-registry");
        assertThat(event.path("status_id").asInt()).isEqualTo(2);
        assertThat(event.path("status_detail").asText()).isEqualTo("REFUSED: INVALID_TOKEN");
        assertThat(event.path("end_time").asLong())
                .isEqualTo(Instant.parse("2026-01-31T12:00:09Z").toEpochMilli());
    }

    @Test
    void a_file_of_parquet_is_read_by_the_librarys_own_reader() throws IOException {
        var lines = new StringBuilder();
        for (var i = 0; i < 3; i++) {
            lines.append(Form.of(ExportFormat.PARQUET).line(entry("tenant.suspended", Category.CHANGE, "no. " + i)));
        }
        var growing = Files.writeString(folder.resolve("lines"), lines);
        var file = folder.resolve("entries.parquet");

        ParquetFile.write(growing, file, () -> {});

        var reasons = new ArrayList<String>();
        try (var reader = new Reader(new LocalInputFile(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                reasons.add(row.getString("reason", 0));
                assertThat(row.getLong("index", 0)).isEqualTo(7);
                assertThat(row.getLong("happenedAt", 0)).isEqualTo(AT.getEpochSecond() * 1_000_000 + 123_456);
                assertThat(row.getFieldRepetitionCount("tenantId")).isZero();
            }
        }
        assertThat(reasons).containsExactly("no. 0", "no. 1", "no. 2");
    }

    private static final class Reader extends ParquetReader.Builder<Group> {
        Reader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private static Map<String, String> csv(String text) throws IOException {
        try (var rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(text)) {
            return Objects.requireNonNull(rows.next());
        }
    }

    private static EntryView entry(String action, Category category, @Nullable String reason) {
        return new EntryView(
                EVENT,
                7,
                "it was so",
                action,
                category,
                Outcome.DONE,
                AT,
                AT,
                1,
                "tenant-registry",
                "cc.tenants.v1",
                "t1",
                3,
                null,
                List.of(new TargetView("tenant", "t1")),
                new ActorView("u1", "USER", "Ada", null, List.of("admin", "auditor"), null, "192.0.2.1", null),
                reason,
                List.of(new ChangeView("/status", "\"a\"", "\"b\"")),
                Map.of(),
                "c1",
                null,
                null,
                new ErasedView(AT, null),
                null);
    }
}
