package io.centercontrol.provisioning.onboarding.kafka;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.provisioning.onboarding.Broker;
import io.centercontrol.provisioning.onboarding.OnboardingConfig;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.Grant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Topics, users and ACLs on the broker, as the contract says them; subjects in the registry. */
@ApplicationScoped
class KafkaBroker implements Broker {
    private static final Logger LOG = Logger.getLogger(KafkaBroker.class);
    private static final ScramCredentialInfo SCRAM = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    private static final Duration POLL = Duration.ofMillis(50);

    private final BrokerAdmin admin;
    private final RegistryAdmin registry;
    private final OnboardingConfig config;
    private final Access access;

    KafkaBroker(
            BrokerAdmin admin,
            RegistryAdmin registry,
            OnboardingConfig config,
            @ConfigProperty(name = "cc.topics.prefix") Optional<String> prefix) {
        this.admin = admin;
        this.registry = registry;
        this.config = config;
        this.access = new Access(prefix.orElse(""));
    }

    @Override
    public Uni<Void> makeTopics(String service) {
        return step(
                "make the topics",
                () -> each(
                                Contract.topicsOf(service),
                                topic -> done(() -> admin.get()
                                                .createTopics(List.of(new NewTopic(
                                                                access.prefix() + topic.name(),
                                                                topic.partitions(),
                                                                config.replicas())
                                                        .configs(topic.config())))
                                                .all())
                                        .onFailure(TopicExistsException.class)
                                        .recoverWithNull())
                        .chain(() -> allow(access.hearing(service))));
    }

    @Override
    public Uni<Void> removeTopics(String service) {
        return step(
                "remove the topics",
                () -> allow(access.ending(service))
                        .chain(() -> each(
                                Contract.topicsOf(service),
                                topic -> done(() -> admin.get()
                                                .deleteTopics(List.of(access.prefix() + topic.name()))
                                                .all())
                                        .onFailure(UnknownTopicOrPartitionException.class)
                                        .recoverWithNull()))
                        .chain(() -> done(() -> admin.get()
                                .deleteAcls(Contract.topicsOf(service).stream()
                                        .map(topic -> new AclBindingFilter(
                                                new ResourcePatternFilter(
                                                        ResourceType.TOPIC,
                                                        access.prefix() + topic.name(),
                                                        PatternType.LITERAL),
                                                AccessControlEntryFilter.ANY))
                                        .toList())
                                .all()))
                        .replaceWithVoid());
    }

    @Override
    public Uni<Void> registerSubjects(String service) {
        return step(
                "register the schemas",
                () -> each(
                        Contract.topicsOf(service),
                        topic -> registry.register(access.prefix() + topic.subject(), topic.publishedSchema())));
    }

    @Override
    public String user(String service, int no) {
        return access.credentialUser(service, no);
    }

    @Override
    public Uni<Void> letIn(String service, String user, String password) {
        return step(
                "let the user in",
                () -> done(() -> admin.get()
                                .alterUserScramCredentials(
                                        List.of(new UserScramCredentialUpsertion(user, SCRAM, password)))
                                .all())
                        .chain(() -> allow(access.ofTenantService(service, user)))
                        .chain(() -> until(() -> done(() -> admin.get()
                                        .describeUserScramCredentials()
                                        .users())
                                .map(users -> users.contains(user)))));
    }

    @Override
    public Uni<Void> entitle(String service, String user) {
        return step("give the user its rights", () -> allow(access.ofTenantService(service, user)));
    }

    @Override
    public Uni<Void> shutOut(String service, String user) {
        var all = new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
        return step(
                "shut the user out",
                () -> done(() -> admin.get().deleteAcls(List.of(all)).all())
                        .chain(() -> done(() -> admin.get()
                                        .alterUserScramCredentials(List.<UserScramCredentialAlteration>of(
                                                new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512)))
                                        .all())
                                .onFailure(ResourceNotFoundException.class)
                                .recoverWithNull())
                        .chain(() -> until(
                                () -> done(() -> admin.get().describeAcls(all).values())
                                        .map(Collection::isEmpty)))
                        .replaceWithVoid());
    }

    private Uni<Void> allow(Set<Grant> grants) {
        var wanted = grants.stream().map(KafkaBroker::binding).collect(Collectors.toSet());
        return done(() -> admin.get().createAcls(wanted).all())
                // The controller has them now; the broker hears of them a moment later.
                .chain(() -> until(() -> done(() ->
                                admin.get().describeAcls(AclBindingFilter.ANY).values())
                        .map(there -> there.containsAll(wanted))));
    }

    private static AclBinding binding(Grant grant) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(grant.resourceType()),
                        grant.resource(),
                        PatternType.valueOf(grant.patternType())),
                new AccessControlEntry(
                        "User:" + grant.user(),
                        "*",
                        AclOperation.valueOf(grant.operation().name()),
                        AclPermissionType.ALLOW));
    }

    private interface ForEach<T> {
        Uni<Void> apply(T item);
    }

    private static <T> Uni<Void> each(Collection<T> items, ForEach<T> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> until(Supplier<Uni<Boolean>> condition) {
        return Uni.createFrom()
                .deferred(condition::get)
                .chain(holds -> holds
                        ? Uni.createFrom().voidItem()
                        : VertxContext.later(POLL).chain(() -> until(condition)));
    }

    private static <T> Uni<T> done(Supplier<KafkaFuture<T>> asked) {
        return VertxContext.backHere(
                        Uni.createFrom().completionStage(() -> asked.get().toCompletionStage()))
                .onFailure(failure -> (failure instanceof CompletionException || failure instanceof ExecutionException)
                        && failure.getCause() != null)
                .transform(Throwable::getCause);
    }

    /** Names the step that was not done, so that the answer tells what to look at. */
    private Uni<Void> step(String what, Supplier<Uni<Void>> work) {
        return VertxContext.backHere(Uni.createFrom()
                        .deferred(work::get)
                        .ifNoItem()
                        .after(config.patience().multipliedBy(2))
                        .fail())
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("onboarding cannot %s: %s", what, failure);
                    return new Refusal.Unavailable(
                                    "ONBOARDING_INTERRUPTED",
                                    "Could not " + what + ": the broker or the registry does not do it now. Send the"
                                            + " same request again; it goes on where it was.")
                            .asException();
                });
    }
}
