/** EC2 as far as clusters need it: networks, gateways, security groups, interfaces, launch templates, instances. */
@NullMarked
package io.github.ekssdk.testing.internal.service.ec2;

import org.jspecify.annotations.NullMarked;
