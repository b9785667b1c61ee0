package io.github.ekssdk.testing.internal.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Answers what EC2 says about the account itself. */
final class AccountAttributes {
    private final Ec2World world;

    AccountAttributes(Ec2World world) {
        this.world = world;
    }

    public DescribeAccountAttributesResponse describe(DescribeAccountAttributesRequest request) {
        List<String> named = request.attributeNamesAsStrings();
        List<AccountAttribute> attributes = all().entrySet().stream()
                .filter(attribute -> named.isEmpty() || named.contains(attribute.getKey()))
                .map(attribute -> render(attribute.getKey(), attribute.getValue()))
                .toList();
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(attributes)
                .build();
    }

    private Map<String, String> all() {
        String addresses = String.valueOf(world.account.quotas().limit("ec2.addresses"));
        Map<String, String> all = new LinkedHashMap<>();
        all.put("supported-platforms", "VPC");
        all.put(
                "vpc-max-security-groups-per-interface",
                String.valueOf(world.account.quotas().limit("ec2.securityGroupsPerInterface")));
        all.put("max-elastic-ips", addresses);
        all.put("max-instances", "20");
        all.put("vpc-max-elastic-ips", addresses);
        all.put("default-vpc", defaultVpc());
        return all;
    }

    private String defaultVpc() {
        return world.vpcs.stream()
                .filter(Vpc::isDefault)
                .map(Vpc::vpcId)
                .findFirst()
                .orElse("none");
    }

    private static AccountAttribute render(String name, String value) {
        return AccountAttribute.builder()
                .attributeName(name)
                .attributeValues(
                        AccountAttributeValue.builder().attributeValue(value).build())
                .build();
    }
}
