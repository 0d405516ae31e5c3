import { parseSync } from 'vite'
import { sqlMutantsOf } from './sql.js'

/**
 * One small change of a source text, such as a tester's slip would make: from `start` to `end` stands `text` instead.
 * @typedef {{ start: number, end: number, text: string }} Mutant
 */

const swapped = {
  '<': ['<='],
  '<=': ['<'],
  '>': ['>='],
  '>=': ['>'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '&&': ['||'],
  '||': ['&&'],
}

const swappedCalls = { some: 'every', every: 'some', min: 'max', max: 'min', floor: 'ceil' }
/** Calls with a result much like the value that they are called on: they are left out. */
const droppedCalls = ['filter', 'sort', 'slice', 'toReversed', 'trim', 'toLowerCase', 'replace', 'replaceAll']

/** All changes that are tried on a file. @returns {Mutant[]} */
export function mutantsOf(path, source) {
  const { program } = parseSync(path, source)
  const mutants = []
  walk(program, null, (node, parent) => {
    for (const [start, end, text] of changesOf(node, parent, source)) mutants.push({ start, end, text })
  })
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Expressions that TypeScript puts around others; all else of its own is no code that runs. */
const wrappers = ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']

function walk(node, parent, visit) {
  if (node.type.startsWith('TS') && !wrappers.includes(node.type)) return
  if (/^(Import|Export(All|Named))Declaration$/.test(node.type) && !node.declaration) return
  visit(node, parent)
  for (const child of Object.values(node).flat()) if (typeof child?.type === 'string') walk(child, node, visit)
}

function changesOf(node, parent, source) {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return operatorChanges(node, source)
    case 'IfStatement':
    case 'WhileStatement':
    case 'ConditionalExpression':
      return ['true', 'false'].map((text) => [node.test.start, node.test.end, text])
    case 'ExpressionStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return [[node.start, node.end, ';']]
    case 'UnaryExpression':
      return ['!', '-'].includes(node.operator) ? [[node.start, node.argument.start, '']] : []
    case 'Literal':
      return literalChanges(node, parent)
    case 'TemplateLiteral':
      return isInTag(parent) || isSentence(source.slice(node.start, node.end)) ? [] : [[node.start, node.end, "''"]]
    case 'TaggedTemplateExpression':
      return sqlMutantsOf(node.quasi, source)
    case 'CallExpression':
      return callChanges(node)
    case 'ArrayExpression':
      return node.elements.length > 1 && parent.type !== 'TSAsExpression' ? elementChanges(node) : []
    default:
      return []
  }
}

const isInTag = ({ type }) => type === 'TaggedTemplateExpression'

/** A message: the stories judge its words. */
const isSentence = (text) => /^['"`]?[\p{Lu}$].* /su.test(text)

function operatorChanges({ left, right, operator }, source) {
  if (operator === '??')
    return [[left.start, right.end, source.slice(left.start, left.end)]].concat(onlyRight(left, right, source))
  const isOfText =
    operator === '+' && [left, right].some(({ type, value }) => type === 'TemplateLiteral' || typeof value === 'string')
  if (isOfText) return []
  const start = left.end + source.slice(left.end, right.start).indexOf(operator)
  return (swapped[operator] ?? []).map((text) => [start, start + operator.length, text])
}

const onlyRight = (left, right, source) => [[left.start, right.end, source.slice(right.start, right.end)]]

function literalChanges({ value, regex, start, end }, parent) {
  const isName = parent.key && !parent.computed && parent.key.start === start
  // To compare with another text is to swap true and false, which is tried anyhow.
  if (isName || parent.type === 'ExpressionStatement') return []
  if (regex) return regexChanges(regex, start)
  if (typeof value === 'boolean') return [[start, end, String(!value)]]
  if (typeof value === 'number') return [value + 1, value - 1].map((number) => [start, end, `(${number})`])
  if (
    typeof value !== 'string' ||
    isSentence(value) ||
    (parent.type === 'BinaryExpression' && /[!=]==/.test(parent.operator))
  )
    return []
  return [[start, end, value === '' ? "'x'" : "''"]]
}

/** An anchor is left out: `^`, `$`. */
function regexChanges({ pattern }, start) {
  const changes = []
  if (pattern.startsWith('^')) changes.push([start + 1, start + 2, ''])
  if (pattern.endsWith('$')) changes.push([start + pattern.length, start + pattern.length + 1, ''])
  return changes
}

function callChanges({ callee, end }) {
  if (callee.type !== 'MemberExpression' || callee.computed) return []
  const { property, object } = callee
  const swap = Object.hasOwn(swappedCalls, property.name)
    ? [[property.start, property.end, swappedCalls[property.name]]]
    : []
  return droppedCalls.includes(property.name) ? [...swap, [object.end, end, '']] : swap
}

/** Each element is left out, with the comma beside it. */
const elementChanges = ({ elements }) =>
  elements.map((element, i) =>
    i === 0 ? [element.start, elements[1].start, ''] : [elements[i - 1].end, element.end, ''],
  )
