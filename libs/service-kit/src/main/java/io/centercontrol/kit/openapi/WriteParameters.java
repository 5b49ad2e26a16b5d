package io.centercontrol.kit.openapi;

import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.WaitsFor;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;

/** Says of every write which of {@code wait}, {@code timeout}, {@code dryRun} and {@code Idempotency-Key} it takes. */
final class WriteParameters {
    /** Says of a write in the description why it cannot be waited for. */
    private static final String CANNOT_WAIT = "x-cannot-wait";

    /** Says of a write in the description why it cannot be tried. */
    private static final String CANNOT_DRY_RUN = "x-cannot-dry-run";

    private WriteParameters() {}

    static void addTo(List<Door> doors) {
        doors.stream().filter(Door::isWrite).forEach(WriteParameters::addTo);
    }

    private static void addTo(Door door) {
        var cannotWait = door.annotation(CannotWait.class);
        if (cannotWait == null) {
            var goals = text();
            List.<Object>of("none", "applied", "effective").forEach(goals::addEnumeration);
            var own = door.annotation(WaitsFor.class);
            if (own != null) {
                goals.addEnumeration(own.value("value").asString());
                describe(
                        door.operation(),
                        "wait=" + own.value("value").asString() + " "
                                + own.value("meaning").asString());
            }
            add(door, "wait", Parameter.In.QUERY, goals);
            add(door, "timeout", Parameter.In.QUERY, text().pattern("[0-9]+(ms|s|m)"));
        } else {
            refuse(door.operation(), CANNOT_WAIT, "Cannot be waited for: ", cannotWait);
        }
        var cannotTry = door.annotation(CannotDryRun.class);
        if (cannotTry == null) {
            add(door, "dryRun", Parameter.In.QUERY, OASFactory.createSchema().addType(SchemaType.BOOLEAN));
            add(
                    door,
                    "Idempotency-Key",
                    Parameter.In.HEADER,
                    text().minLength(1).maxLength(255));
        } else {
            refuse(door.operation(), CANNOT_DRY_RUN, "Cannot be tried: ", cannotTry);
        }
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static void add(Door door, String name, Parameter.In in, Schema schema) {
        var given = door.parameter(name);
        if (given != null) {
            given.setSchema(schema);
            return;
        }
        door.operation()
                .addParameter(OASFactory.createParameter().name(name).in(in).schema(schema));
    }

    private static void refuse(Operation operation, String extension, String beginning, AnnotationInstance said) {
        var why = said.value().asString();
        operation.addExtension(extension, why);
        describe(operation, beginning + why);
    }

    private static void describe(Operation operation, String more) {
        var description = operation.getDescription();
        operation.setDescription((description == null ? "" : description + " ") + more);
    }
}
