package io.centercontrol.tenants.model;

import java.util.ArrayList;
import java.util.List;

/** Which host names lead to a tenant. They stand in the event, so that a reader needs no rule of its own. */
final class Hosts {
    private Hosts() {}

    static List<String> of(String slug, TenantSettings settings, String baseDomain) {
        var hosts = new ArrayList<String>();
        hosts.add(slug + "." + baseDomain);
        if (settings.primaryDomain() != null) {
            hosts.add(settings.primaryDomain());
        }
        return hosts;
    }
}
