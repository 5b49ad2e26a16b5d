package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.quarkus.CurrentTenant;
import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.dataplane.quarkus.Serves;
import io.centercontrol.storefront.LogIn;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Log-ins. */
@Path("/login")
public final class LoginResource {
    private final CurrentTenant tenant;
    private final LogIn logIn;
    private final SessionTokens tokens;

    LoginResource(CurrentTenant tenant, LogIn logIn, SessionTokens tokens) {
        this.tenant = tenant;
        this.logIn = logIn;
        this.tokens = tokens;
    }

    /** Gives a token for the tenant's shop; the first log-in of an unknown e-mail address signs it up. */
    @POST
    @Serves(Operation.LOGIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<LoginView> logIn(byte[] body) {
        var command = Body.read(body, LoginRequest.class).command(tenant.get().id());
        return logIn.run(command).map(customer -> {
            if (customer == null) {
                throw new ProblemException(Problem.of(
                        401, "LOGIN_FAILED", "Not logged in", "The e-mail address or the password is wrong."));
            }
            return new LoginView(tokens.issue(customer), SessionTokens.LIFETIME.toSeconds());
        });
    }
}
