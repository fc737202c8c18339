import { describe, expect, it } from 'vitest'
import { valueOf } from '../testing/small-model.ts'

describe('FEEL：文字', () => {
  it.each<[string, unknown]>([
    ['matches("foobar", "^fo*b")', true],
    ['matches("abracadabra", "bra$")', true],
    ['matches("helloworld", "hello world", "x")', true],
    ['matches("hello world", "hello[ ]world", "x")', true],
    ['matches("abc\\ndef", "abc.def", "s")', true],
    ['matches("ABC", "abc", "i")', true],
    ['matches("x", "[", "")', null],
    ['matches("abc", "[a-z-[aeiou]]")', true],
    ['matches("x", "x", "p")', null],
    ['matches("aa", "(a)\\\\1")', true],
    ['matches("\\u212A", "k", "i")', true],
    ['replace("abracadabra","bra","*")', 'a*cada*'],
    ['replace("abracadabra","a.*?a","*")', '*c*bra'],
    ['replace("AAAA","A+","b")', 'b'],
    ['replace("abcd","(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['replace("a.b.c.","\\\\.","-")', 'a-b-c-'],
    ['replace("foobar","^fo*b","b")', 'bar'],
    ['replace("reluctant","r.*?t","X")', 'Xant'],
    ['replace("0123456789","(\\\\d{3})(\\\\d{3})(\\\\d{4})","($1) $2-$3")', '(012) 345-6789'],
    ['replace("xyz","(.*?)","a")', null],
    ['split("John Doe", "\\\\s")', ['John', 'Doe']],
    ['split("a;b;c;;", ";")', ['a', 'b', 'c', '', '']],
    ['substring("foobar",3)', 'obar'],
    ['substring("foobar",-2,1)', 'a'],
    ['substring("\\U01F40Eab", 2)', 'ab'],
    ['string length("\\U01F40Eab")', '3'],
    ['substring before("foobar","bar")', 'foo'],
    ['substring before("foobar","xyz")', ''],
    ['string(123.45)', '123.45'],
    ['string([1,2,"a"])', '[1, 2, "a"]'],
    ['string({a: "foo"})', '{a: "foo"}'],
    ['string(@"2012-12-25")', '2012-12-25'],
    ['string(true)', 'true'],
    ['number("1 000,0"," ",",")', '1000'],
    ['number("1,000.5",",",".")', '1000.5'],
    ['string(null)', null],
    ['substring(start position: 3, string: "foobar")', 'obar'],
  ])('%s', async (text, value) => {
    expect(await valueOf(text)).toEqual(value)
  })
})
