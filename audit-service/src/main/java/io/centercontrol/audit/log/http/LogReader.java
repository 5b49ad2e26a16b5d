package io.centercontrol.audit.log.http;

import io.centercontrol.audit.log.LogConfig;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Lets everybody read the log, without a token too, if it is configured so. */
@Singleton
class LogReader implements SecurityIdentityAugmentor {
    /** No token has it: a role of an issuer cannot hold a space. */
    static final String ROLE = "reader of the log";

    private final LogConfig config;

    LogReader(LogConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        config.open()
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addRole(ROLE)
                                        .build()
                                : identity);
    }
}
