package io.centercontrol.kit.openapi;

import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** With what the doors of resource classes are opened: a bearer token with one of the roles that the method names. */
final class TokenScheme {
    private static final String NAME = "token";

    /** What the framework would say by itself, with half of it missing. */
    private static final String FRAMEWORKS = "SecurityScheme";

    private TokenScheme() {}

    static void sayIn(OpenAPI document, List<Door> doors) {
        var components = document.getComponents();
        components.removeSecurityScheme(FRAMEWORKS);
        components.addSecurityScheme(
                NAME,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A token of the platform's issuer, with one of the roles that the operation names;"
                                + " of a tenant service, the token of one of its credentials."));
        for (var door : doors) {
            var roles = door.said(RolesAllowed.class);
            door.operation()
                    .setSecurity(
                            roles == null
                                    ? List.of()
                                    : List.of(OASFactory.createSecurityRequirement()
                                            .addScheme(
                                                    NAME, List.of(roles.value().asStringArray()))));
        }
    }
}
