package io.centercontrol.outgoing.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be called though it is not public, since whoever runs the platform says so: names of hosts, and networks in CIDR
 * notation, such as {@code siem.internal} and {@code 10.20.0.0/16}.
 */
public record Allowed(Set<String> hosts, List<Network> networks) {
    private static final Pattern CIDR = Pattern.compile("([0-9a-fA-F.:]+)/([0-9]{1,3})");

    public Allowed {
        hosts = Set.copyOf(hosts);
        networks = List.copyOf(networks);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when one is neither
     */
    public static Allowed of(List<String> texts) {
        var hosts = new HashSet<String>();
        var networks = new ArrayList<Network>();
        for (var text : texts) {
            var given = text.strip();
            if (given.contains("/")) {
                networks.add(Network.of(given));
            } else {
                hosts.add(given.toLowerCase(Locale.ROOT));
            }
        }
        return new Allowed(hosts, networks);
    }

    /** Whether a host may be called at an address. */
    public boolean has(String host, InetAddress address) {
        return hosts.contains(host.toLowerCase(Locale.ROOT))
                || networks.stream().anyMatch(network -> network.has(address));
    }

    /**
     * Addresses that begin with the same bits.
     *
     * @param first one of them
     */
    public record Network(InetAddress first, int bits) {
        static Network of(String text) {
            var match = CIDR.matcher(text);
            try {
                if (match.matches()) {
                    // An address in digits, which is looked up nowhere.
                    var first = InetAddress.getByName(match.group(1));
                    var bits = Integer.parseInt(match.group(2));
                    if (bits <= first.getAddress().length * 8) {
                        return new Network(first, bits);
                    }
                }
            } catch (UnknownHostException e) {
                // told below
            }
            throw new IllegalArgumentException("'" + text + "' is no network such as 10.20.0.0/16");
        }

        boolean has(InetAddress address) {
            var ours = first.getAddress();
            var theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (var i = 0; i < bits; i++) {
                var mask = 0x80 >> i % 8;
                if ((ours[i / 8] & mask) != (theirs[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
