package io.centercontrol.kit.openapi;

import io.centercontrol.kernel.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Says of each list that it can be had as a whole, in lines or as a table. */
final class WholeListForms {
    private static final String JSON = "application/json";
    private static final String WORDS =
            " As `application/x-ndjson` or `text/csv` it is the whole list, or with `limit` that one page.";

    private final OpenAPI document;

    WholeListForms(OpenAPI document) {
        this.document = document;
    }

    void sayOf(List<Door> doors) {
        doors.stream()
                .filter(door -> door.code().returnType().toString().contains(Page.class.getName()))
                .forEach(this::sayOf);
    }

    private void sayOf(Door door) {
        var response = door.operation().getResponses().getAPIResponse("200");
        var media = response == null || response.getContent() == null
                ? null
                : response.getContent().getMediaType(JSON);
        var item = item(media);
        if (media == null || item == null) {
            return;
        }
        response.getContent()
                .addMediaType(
                        "application/x-ndjson",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(item)))
                .addMediaType(
                        "text/csv",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        var said = door.operation().getDescription();
        door.operation().setDescription(said == null ? WORDS.strip() : said + WORDS);
    }

    /** The reference of a page's items. */
    private @Nullable String item(@Nullable MediaType media) {
        var name = media == null ? null : SchemaTypes.referred(media.getSchema());
        var page = name == null ? null : document.getComponents().getSchemas().get(name);
        Schema items = page == null || page.getProperties() == null
                ? null
                : page.getProperties().get("items");
        return items == null || items.getItems() == null
                ? null
                : items.getItems().getRef();
    }
}
