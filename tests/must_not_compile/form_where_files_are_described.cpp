// A form where the service takes files with a description.
// expected: descry::wrong::body_of_an_upload_is_not_of_the_declared_kind<shop::orders,descry::multipart>
#include <descry/client.hpp>
#include <descry/client/multipart.hpp>
#include <descry/client/multipart_related.hpp>

#include "order.hpp"
#include "order_key.hpp"

namespace shop {

struct orders : descry::resource<order, order_key, "/orders/{order_id}", descry::upload_related<>> {};

#ifdef MISTAKE
using body = descry::multipart;
#else
using body = descry::multipart_related;
#endif
void add(descry::client const& api, body const& files) { static_cast<void>(api.at<orders>({}).upload(files)); }

}  // namespace shop
