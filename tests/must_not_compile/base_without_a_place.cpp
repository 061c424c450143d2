// The members of a base are found at one distance from the beginning of an object, in all objects of the class.
// expected: descry::wrong::virtual_base_has_no_fixed_place_in_the_objects_of_the_type<shop::order>
// also: descry::wrong::virtual_base_has_no_fixed_place_in_the_objects_of_the_type<shop::rush_order>
// also: descry::wrong::base_of_the_type_occurs_more_than_once<shop::invoice>
// also: descry::wrong::abstract_class_has_no_objects<shop::document>
#include <descry/json.hpp>

#include <string>

#ifdef MISTAKE
#define DESCRY_MISTAKE(mistake, right) mistake
#else
#define DESCRY_MISTAKE(mistake, right) right
#endif

namespace shop {

struct named {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(named, (), (name))

struct order : DESCRY_MISTAKE(virtual named, named) {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(order, (named), (number))

struct rush_order : order {};
BOOST_DESCRIBE_STRUCT(rush_order, (order), ())

struct buyer : named {};
BOOST_DESCRIBE_STRUCT(buyer, (named), ())
struct DESCRY_MISTAKE(seller : named, seller) {};
BOOST_DESCRIBE_STRUCT(seller, DESCRY_MISTAKE((named), ()), ())

struct invoice : buyer, seller {};
BOOST_DESCRIBE_STRUCT(invoice, (buyer, seller), ())

struct document {
    virtual ~document() = default;
    virtual void print() DESCRY_MISTAKE(= 0, {});
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(document, (), (number))

}  // namespace shop

std::string write(shop::order const& a, shop::rush_order const& b, shop::invoice const& c, shop::document const& d)
{
    return descry::write_json(a) + descry::write_json(b) + descry::write_json(c) + descry::write_json(d);
}
