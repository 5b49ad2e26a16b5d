package io.centercontrol.kit.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TableForm form = new TableForm();

    @Test
    void a_field_of_a_field_is_a_column_and_an_array_a_cell() throws JsonProcessingException {
        var text = form.write(items("""
                [{"id": 1, "plan": {"key": "basic", "price": null}, "hosts": ["a", "b"], "labels": {}}]
                """));

        assertThat(text).isEqualTo("id,plan.key,plan.price,hosts,more\r\n1,basic,,\"[\"\"a\"\",\"\"b\"\"]\",\r\n");
    }

    @Test
    void what_later_items_have_beside_is_not_lost_and_moves_no_column() throws JsonProcessingException {
        form.write(items("[{\"id\": 1}]"));

        var text = form.write(items("[{\"labels\": {\"tier\": \"gold\"}, \"id\": 2}]"));

        assertThat(text).isEqualTo("2,\"{\"\"labels.tier\"\":\"\"gold\"\"}\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    =1+1, '=1+1
                    +49 30 1, '+49 30 1
                    @cell, '@cell
                    -cmd, '-cmd
                    -5, -5
                    -0.5, -0.5
                    a=1, a=1
                    """)
    void what_a_spreadsheet_would_compute_is_a_text(String given, String written) throws JsonProcessingException {
        form.write(items("[{\"name\": \"\"}]"));

        assertThat(form.write(items("[{\"name\": \"" + given + "\"}]"))).isEqualTo(written + ",\r\n");
    }

    @Test
    void an_empty_list_has_a_header_all_the_same() throws JsonProcessingException {
        assertThat(form.write(items("[]"))).isEqualTo("more\r\n");
    }

    private static JsonNode items(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }
}
