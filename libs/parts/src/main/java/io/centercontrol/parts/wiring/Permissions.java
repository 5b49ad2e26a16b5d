package io.centercontrol.parts.wiring;

import io.centercontrol.parts.KafkaUser;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Grant;
import io.centercontrol.schemas.PlatformService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Users of the broker and their ACLs, as {@link Access} says it. */
public final class Permissions implements AutoCloseable {
    private static final String USER = "User:";
    private static final ScramCredentialInfo SCRAM = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private final Addresses addresses;
    private final Admin admin;

    public Permissions(Addresses addresses) {
        this.addresses = addresses;
        this.admin = Admin.create(addresses.kafkaAdmin());
    }

    /** Makes the Connect worker's user and says what it may do. */
    public void applyConnect() throws IOException, InterruptedException {
        giveLogIns(List.of(KafkaUser.of(addresses.secrets(), Access.CONNECT_USER)));
        agree(Access.ofConnect(), Access.CONNECT_USER::equals);
    }

    /**
     * Makes an environment's users, gives each the password of the stack's secrets, and makes the ACLs what they should
     * be. Tenant services that were onboarded later keep what they were given, and stay heard.
     *
     * @param tenantServices those that have a password in the stack's secrets
     */
    public void apply(Access access, Collection<String> tenantServices) throws IOException, InterruptedException {
        giveLogIns(users(access, tenantServices));
        // Users that onboarding made are its own; here only the platform hears their services.
        var users = access.with(tenantServices).stream().map(Grant::user).collect(Collectors.toSet());
        var known = new TreeSet<>(tenantServices);
        known.addAll(onboarded(access));
        var grants = access.with(known).stream()
                .filter(grant -> users.contains(grant.user()))
                .collect(Collectors.toSet());
        agree(grants, users::contains);
    }

    /** Removes all users and ACLs of an environment, which must have a prefix. */
    public void remove(Access access) throws IOException, InterruptedException {
        if (access.prefix().isEmpty()) {
            throw new IllegalArgumentException("without a prefix, all users would be removed");
        }
        agree(Set.of(), user -> user.startsWith(access.prefix()));
        var gone = done(admin.describeUserScramCredentials().users(), "list users").stream()
                .filter(user -> user.startsWith(access.prefix()))
                .<UserScramCredentialAlteration>map(
                        user -> new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512))
                .toList();
        if (!gone.isEmpty()) {
            done(admin.alterUserScramCredentials(gone).all(), "remove users");
        }
    }

    private List<KafkaUser> users(Access access, Collection<String> tenantServices) {
        var users = new ArrayList<KafkaUser>();
        for (var service : access.all()) {
            users.add(KafkaUser.of(addresses.secrets(), access.serviceUser(service.name())));
            users.add(KafkaUser.ofConnector(addresses.secrets(), access.connectorUser(service.name())));
        }
        users.add(KafkaUser.of(addresses.secrets(), access.onboardingUser()));
        for (var key : tenantServices) {
            users.add(KafkaUser.of(addresses.secrets(), access.tenantServiceUser(key)));
        }
        for (var key : PlatformService.followingServices()) {
            users.add(KafkaUser.of(addresses.secrets(), access.tenantServiceUser(key)));
        }
        return users;
    }

    // The broker keeps no password that could be compared, so each is set again; who is logged in stays so.
    private void giveLogIns(List<KafkaUser> users) throws IOException, InterruptedException {
        done(
                admin.alterUserScramCredentials(users.stream()
                                .<UserScramCredentialAlteration>map(
                                        user -> new UserScramCredentialUpsertion(user.name(), SCRAM, user.password()))
                                .toList())
                        .all(),
                "make users");
        // The controller has them now; the broker hears of them a moment later.
        var names = users.stream().map(KafkaUser::name).toList();
        await(
                () -> done(admin.describeUserScramCredentials().users(), "list users")
                        .containsAll(names),
                "users");
    }

    /** Keys of the tenant services whose reports somebody may write; what the platform's own reports need is known. */
    private Set<String> onboarded(Access access) throws IOException, InterruptedException {
        var beginning = access.prefix() + "cc.reports.";
        return existing(user -> true).stream()
                .filter(binding -> binding.entry().operation() == AclOperation.WRITE)
                .map(binding -> binding.pattern().name())
                .filter(name -> name.startsWith(beginning) && name.endsWith(".v1"))
                .map(name -> name.substring(beginning.length(), name.length() - ".v1".length()))
                .filter(key -> !PlatformService.reporting().contains(key))
                .collect(Collectors.toSet());
    }

    /** Makes the ACLs of some users the wanted ones, and no others. */
    private void agree(Set<Grant> wanted, Predicate<String> users) throws IOException, InterruptedException {
        var bindings = wanted.stream().map(Permissions::binding).collect(Collectors.toSet());
        var existing = existing(users);
        var missing = new HashSet<>(bindings);
        missing.removeAll(existing);
        if (!missing.isEmpty()) {
            done(admin.createAcls(missing).all(), "make ACLs");
            await(() -> existing(users).containsAll(missing), "ACLs");
        }
        var obsolete = existing.stream()
                .filter(binding -> !bindings.contains(binding))
                .map(AclBinding::toFilter)
                .toList();
        if (!obsolete.isEmpty()) {
            done(admin.deleteAcls(obsolete).all(), "remove ACLs");
        }
    }

    private Set<AclBinding> existing(Predicate<String> users) throws IOException, InterruptedException {
        return done(admin.describeAcls(AclBindingFilter.ANY).values(), "list ACLs").stream()
                .filter(binding -> users.test(user(binding)))
                .collect(Collectors.toSet());
    }

    private static void await(Condition condition, String what) throws IOException, InterruptedException {
        for (var attempt = 0; !condition.holds(); attempt++) {
            if (attempt == 300) {
                throw new IOException("the broker does not see its new " + what + " after half a minute");
            }
            Thread.sleep(100);
        }
    }

    private static String user(AclBinding binding) {
        return binding.entry().principal().substring(USER.length());
    }

    /** A grant as the ACL that it is made of. */
    public static AclBinding binding(Grant grant) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(grant.resourceType()),
                        grant.resource(),
                        PatternType.valueOf(grant.patternType())),
                new AccessControlEntry(
                        USER + grant.user(),
                        "*",
                        AclOperation.valueOf(grant.operation().name()),
                        AclPermissionType.ALLOW));
    }

    private static <T> T done(KafkaFuture<T> future, String what) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException("cannot " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
