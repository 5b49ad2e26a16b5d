package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.view.Hosts;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells hosts that name a tenant from those that name the service itself. */
@Singleton
final class NeutralHosts {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private final Set<String> configured;

    NeutralHosts(SdkSettings settings) {
        configured = settings.neutralHosts().orElse(Set.of()).stream()
                .map(Hosts::normalize)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True for {@code localhost}, IP addresses and the configured names. */
    boolean contain(String host) {
        var name = Hosts.normalize(host);
        return name.isEmpty()
                || name.equals("localhost")
                || name.indexOf(':') >= 0
                || name.startsWith("[")
                || IPV4.matcher(name).matches()
                || configured.contains(name);
    }
}
