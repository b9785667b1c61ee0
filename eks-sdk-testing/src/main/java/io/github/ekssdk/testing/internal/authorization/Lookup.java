package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import java.util.List;

/** What has to be known of the account to say what a call takes. */
public interface Lookup {
    /** ARN of a role, by its name. */
    String role(String name);

    /** ARN of a user, by its name. */
    String user(String name);

    /** ARN of an instance profile, by its name. */
    String instanceProfile(String name);

    /** ARNs of the roles in an instance profile. */
    List<String> rolesOf(String instanceProfile);

    /** Whether a service still has to make its role, which the caller has to be allowed. */
    boolean lacksServiceLinkedRole(String service);

    /** ARN that the service-linked role of a service has or will have. */
    String serviceLinkedRole(String service);

    /**
     * ARN of something of EKS whose last part is an id that no request has.
     *
     * @param beginning the ARN without that id, with the slash before it
     * @param region the account in the region of the call
     */
    String ofEks(String beginning, Account region);

    /** ARN of a key, by its id, ARN or alias. */
    String key(String reference, String region);

    /** Whether what services check by themselves, such as policies of keys, is to be told as well. */
    boolean complete();
}
