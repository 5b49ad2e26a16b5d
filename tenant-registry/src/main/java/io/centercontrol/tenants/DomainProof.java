package io.centercontrol.tenants;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Looks for the record that proves a claim of a domain. */
public interface DomainProof {
    /**
     * The values of a TXT record.
     *
     * @return none when the DNS says that there are none
     * @throws io.centercontrol.kernel.RefusedException when the DNS does not answer, so that nothing is known
     */
    Uni<List<String>> texts(String recordName);
}
