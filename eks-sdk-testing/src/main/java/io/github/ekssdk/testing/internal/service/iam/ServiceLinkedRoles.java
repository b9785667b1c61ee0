package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Propagated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;

/** The roles that AWS services make for themselves, by order or at their first use. */
final class ServiceLinkedRoles {
    private static final Map<String, String> NAMES = Map.of(
            "eks.amazonaws.com", "AWSServiceRoleForAmazonEKS",
            "eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup",
            "eks-fargate.amazonaws.com", "AWSServiceRoleForAmazonEKSForFargate",
            "eks-connector.amazonaws.com", "AWSServiceRoleForAmazonEKSConnector",
            "autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling",
            "spot.amazonaws.com", "AWSServiceRoleForEC2Spot",
            "elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing");

    /** The policy that each of them has, where it is known. */
    private static final Map<String, String> POLICIES = Map.of(
            "eks.amazonaws.com", "AmazonEKSServiceRolePolicy",
            "eks-nodegroup.amazonaws.com", "AWSServiceRoleForAmazonEKSNodegroup",
            "eks-fargate.amazonaws.com", "AmazonEKSForFargateServiceRolePolicy",
            "eks-connector.amazonaws.com", "AmazonEKSConnectorServiceRolePolicy");

    private final IamStore store;
    private final Account account;

    ServiceLinkedRoles(IamStore store) {
        this.store = store;
        this.account = store.account();
    }

    CreateServiceLinkedRoleResponse create(CreateServiceLinkedRoleRequest request, Call call) {
        String service = IamInput.required("awsServiceName", request.awsServiceName());
        String name = NAMES.get(service);
        if (name == null) {
            throw IamRefusals.invalidInput("Service linked roles are not supported for " + service);
        }
        if (request.customSuffix() != null) {
            throw IamRefusals.invalidInput("Custom suffix is not allowed for " + service);
        }
        if (store.hasRole(name)) {
            throw IamRefusals.invalidInput(
                    "Service role name " + name + " has been taken in this account, please try a different suffix.");
        }
        IamRole role = make(service, name, call.now()).describe(IamInput.description(request.description()));
        return CreateServiceLinkedRoleResponse.builder().role(role.details()).build();
    }

    /** Whether the role of a service is still to be made. */
    boolean isMissing(String service) {
        return !store.hasRole(NAMES.getOrDefault(service, service));
    }

    /** The ARN that the role of a service has or will have. */
    String arnOf(String service) {
        return account.globalArn(
                "iam", "role/aws-service-role/" + service + "/" + NAMES.getOrDefault(service, service));
    }

    /** The ARN of the role of a service, made when there is none yet. */
    String ensure(String service, Instant now) {
        String name = NAMES.getOrDefault(service, service);
        return store.hasRole(name)
                ? store.role(name).arn()
                : make(service, name, now).arn();
    }

    private IamRole make(String service, String name, Instant now) {
        PolicyDocument trust = PolicyDocument.trust("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}]}");
        String path = "/aws-service-role/" + service + "/";
        IamRole role = new IamRole(
                name,
                path,
                account.globalArn("iam", "role" + path + name),
                account.ids().unique("AROA"),
                now,
                new Propagated<>(trust, now),
                IamTags.of(List.of()));
        String policy = POLICIES.get(service);
        if (policy != null) {
            String arn = "arn:" + account.partition() + ":iam::aws:policy/aws-service-role/" + policy;
            role.attachedPolicies().put(arn, now);
        }
        store.add(role);
        return role;
    }
}
