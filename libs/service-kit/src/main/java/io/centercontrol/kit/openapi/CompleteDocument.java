package io.centercontrol.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Completes a service's document when it is built: says of each operation what is true of all of its kind. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CompleteDocument implements OASFilter {
    private final IndexView index;

    public CompleteDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var words = new Words();
        var doors = Door.all(document, index);
        TokenScheme.sayIn(document, doors);
        WriteParameters.addTo(doors);
        new ParameterWords(words).sayOf(doors);
        var schemas = new SchemaTypes(document, index);
        schemas.walk(doors);
        new SchemaWords(document, words).sayOf(schemas);
        new Successes(document, schemas).sayOf(doors);
        new Problems(document).sayOf(doors);
        WholeListForms.sayOf(doors);
        new Examples().giveTo(doors);
        new Names(document).giveTo(schemas);
    }
}
